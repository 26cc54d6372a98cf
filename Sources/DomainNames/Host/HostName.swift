// SPDX-License-Identifier: Apache-2.0

/// A name as a person or a request gives it, divided into labels, with everything that is wrong about it.
///
/// Reading never fails: what is wrong is a fault with a place, and as much as possible is read around it. For the
/// many names without any fault, `OrdinaryHostName` tells so without making one of these.
public struct HostName: Sendable, Hashable {
  /// The most faults that are listed.
  public static let faultLimit = 32
  /// The longest host, in bytes of UTF-8, that is divided into labels; nothing close to it can be a name.
  public static let readingLimit = 2048

  /// The text as it was given.
  public let text: String
  /// What is left of the text without spaces around it, scheme, user, port, path and final dot; in bytes of UTF-8.
  public let host: Range<Int>
  /// The labels in order, with that of the asterisk; none where the host is empty, too long or an IP address.
  public let labels: [HostLabel]
  /// Whether and how it has asterisks.
  public let wildcard: WildcardForm
  /// The IP address that the host is, with or without brackets.
  public let address: IPAddress?
  /// Everything that is wrong, in order of place. Misplaced asterisks are in `wildcard` only.
  public let faults: [HostNameFault]

  /// Reads a name.
  public init(_ text: String) {
    var reader = HostNameReader(text)
    reader.read()
    self.text = text
    host = reader.host
    labels = reader.labels
    wildcard = reader.wildcard
    address = reader.address
    faults = reader.faults.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// Whether a certificate could have it as a dNSName as far as its form goes: at least one label, nothing wrong, and
  /// no asterisk but a leading `*.`.
  public var isWellFormed: Bool {
    faults.isEmpty && address == nil && (wildcard == .none || wildcard == .leftmost)
  }

  /// The name as the DNS would have it: A-labels, lower case, no final dot; nil where a label has no such form.
  /// Two names are the same if these are equal.
  public var ascii: String? {
    guard !labels.isEmpty else { return nil }
    var parts: [String] = []
    for label in labels {
      guard let part = label.ascii else { return nil }
      parts.append(part)
    }
    return parts.joined(separator: ".")
  }

  /// The name for people: A-labels decoded.
  public var unicode: String { labels.map(\.unicode).joined(separator: ".") }

  /// `ascii` without a leading `*.`: the name whose control has to be shown.
  public var base: String? {
    wildcard == .leftmost ? ascii.map { String($0.dropFirst(2)) } : ascii
  }

  /// The public suffix that a leading `*.` stands directly above, for which no wildcard is issued (BR 3.2.2.6).
  public func suffixUnderWildcard(_ list: PublicSuffixList, _ section: PublicSuffixList.Section = .icann) -> String? {
    guard wildcard == .leftmost, let base, list.isPublicSuffix(base, section) else { return nil }
    return base
  }
}

extension HostName: CustomStringConvertible {
  /// The text as it was given.
  public var description: String { text }
}

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

/// Whether and how a name has asterisks; only `leftmost` is a Wildcard Domain Name (BR 1.6.1).
public enum WildcardForm: Sendable, Hashable, CaseIterable {
  /// No asterisk.
  case none
  /// One `*.` at the start, followed by a name.
  case leftmost
  /// Nothing but an asterisk.
  case bare
  /// An asterisk beside other characters of its label, as in `w*.example.com`.
  case partial
  /// More than one asterisk, as in `*.*.example.com`.
  case several
  /// A label that is an asterisk, but not the first, as in `www.*.example.com`.
  case notLeftmost

  /// The form of a name, by its labels as they are given.
  init(labels: [ArraySlice<UInt8>]) {
    let asterisk = UInt8(ascii: "*")
    let count = labels.reduce(0) { total, label in total + label.count { $0 == asterisk } }
    guard count > 0, let index = labels.firstIndex(where: { $0.contains(asterisk) }) else {
      self = .none
      return
    }
    if count > 1 {
      self = .several
    } else if labels[index].count > 1 {
      self = .partial
    } else if labels.count == 1 {
      self = .bare
    } else {
      self = index == 0 ? .leftmost : .notLeftmost
    }
  }
}
