// SPDX-License-Identifier: Apache-2.0

/// Something in a name that a host name in a certificate may not have, and where.
public struct HostNameFault: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// There is no name.
    case empty
    /// Nothing stands between two dots, or before the first one.
    case emptyLabel
    /// A dot at the end (BR 7.1.2.7.12).
    case trailingDot
    /// A label of more than 63 bytes in ASCII, with its length (RFC 1035 §2.3.4).
    case labelTooLong(Int)
    /// A name of more than 253 bytes in ASCII, with its length (RFC 1035 §2.3.4).
    case nameTooLong(Int)
    /// A character that host names do not have (RFC 1123 §2.1).
    case illegalCharacter(Unicode.Scalar)
    /// An underscore: common in the DNS, forbidden in certificates (BR 7.1.2.7.12).
    case underscore
    /// A space of any width, or a tab.
    case space
    /// A control character, a line break or an invisible one such as a zero-width space.
    case control(Unicode.Scalar)
    /// A hyphen at the start of a label.
    case leadingHyphen
    /// A hyphen at the end of a label.
    case trailingHyphen
    /// A last label of digits only, so that the name looks like part of an IPv4 address.
    case numericTopLevelDomain
    /// What a URL starts with; the scheme in lower case, empty for `//`.
    case scheme(String)
    /// A user before an `@`, as in an e-mail address.
    case userPart
    /// A port number, perhaps an empty one.
    case port(String)
    /// A path, query or fragment.
    case path
    /// Two hyphens in the third and fourth place of a label that is no A-label (RFC 5890 §2.3.1).
    case reservedLabel
    /// A U-label; certificates have its A-label (BR 7.1.2.7.12).
    case unicodeLabel(ascii: String)
    /// Characters beyond ASCII for which there is no A-label.
    case unconvertibleLabel(IDNAError)
    /// `xn--` and something that is not Punycode, hence no P-Label (BR 1.6.1).
    case invalidPunycode
    /// Punycode of characters that are no U-label.
    case invalidALabel(IDNAError)
    /// More faults than `HostName.faultLimit`; the rest is left out.
    case more
  }

  /// What it is.
  public let kind: Kind
  /// Where it stands in the given text, in bytes of UTF-8.
  public let range: Range<Int>

  package init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
