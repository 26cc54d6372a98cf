// SPDX-License-Identifier: Apache-2.0

/// One label of a name, as it was given and as the DNS would have it.
public struct HostLabel: Sendable, Hashable {
  /// What kind of label it is (RFC 5890 §2.3.1, §2.3.2.1).
  public enum Kind: Sendable, Hashable {
    /// Letters, digits and hyphens, not reserved.
    case ldh
    /// `xn--` and Punycode of a valid U-label.
    case aLabel
    /// Characters beyond ASCII for which there is an A-label.
    case uLabel
    /// Two hyphens in the third and fourth place, and no valid A-label.
    case reserved
    /// One asterisk.
    case wildcard
    /// Anything that no host name has as a label; the faults say why.
    case malformed
  }

  /// What kind of label it is.
  public let kind: Kind
  /// Where it stands in the given text, in bytes of UTF-8.
  public let range: Range<Int>
  /// The label in ASCII and lower case; nil where it has none.
  public let ascii: String?
  /// The label for people: A-labels decoded, everything else as given.
  public let unicode: String
}
