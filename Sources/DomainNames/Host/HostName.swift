// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase

/// A host name from a person or a request, split into labels, with all its faults.
///
/// Reading never fails: each fault has a position, and the rest of the name is read. For the many names without any
/// fault, `OrdinaryHostName` is a cheaper check.
package struct HostName: Sendable, Hashable {
  /// The maximum number of faults listed.
  package static let faultLimit = 32
  /// The longest host that is split into labels, in bytes of UTF-8, far above the limit of a valid name.
  package static let readingLimit = 2048

  /// The text as given.
  package let text: String
  /// The host without surrounding spaces, scheme, user, port, path and final dot, in bytes of UTF-8.
  package let host: Range<Int>
  /// The labels in order, including the asterisk; empty if the host is empty, too long or an IP address.
  package let labels: [HostLabel]
  /// The position of asterisks.
  package let wildcard: WildcardForm
  /// The address if the host is an IP address, with or without brackets.
  package let address: IPAddress?
  /// All faults in order of position, except misplaced asterisks, which are in `wildcard`.
  package let faults: [HostNameFault]

  /// Reads a name.
  package init(_ text: String) {
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

  /// Whether it is well-formed as a dNSName: at least one label, no faults, and no asterisk except a leading `*.`.
  package var isWellFormed: Bool {
    faults.isEmpty && address == nil && (wildcard == .none || wildcard == .leftmost)
  }

  /// The name in DNS form: A-labels, lower case, no final dot; nil if a label has no such form. Two names are the
  /// same if these are equal.
  package var ascii: String? {
    guard !labels.isEmpty else { return nil }
    var parts: [String] = []
    for label in labels {
      guard let part = label.ascii else { return nil }
      parts.append(part)
    }
    return parts.joined(separator: ".")
  }

  /// The name for display, with A-labels decoded.
  package var unicode: String { labels.map(\.unicode).joined(separator: ".") }

  /// `ascii` without a leading `*.`: the name whose control must be validated.
  package var base: String? {
    wildcard == .leftmost ? ascii.map { String($0.dropFirst(2)) } : ascii
  }

  /// The public suffix directly below a leading `*.`, for which wildcards are not issued (BR 3.2.2.6), or nil.
  package func suffixUnderWildcard(_ list: PublicSuffixList, _ section: PublicSuffixList.Section = .icann) -> String? {
    guard wildcard == .leftmost, let base, list.isPublicSuffix(base, section) else { return nil }
    return base
  }
}

extension HostName: CustomStringConvertible {
  /// The text as given.
  package var description: String { text }
}

/// One label of a name, as given and in DNS form.
package struct HostLabel: Sendable, Hashable {
  /// The kinds of labels (RFC 5890 §2.3.1, §2.3.2.1).
  package enum Kind: Sendable, Hashable {
    /// Letters, digits and hyphens, not reserved.
    case ldh
    /// `xn--` followed by the Punycode of a valid U-label.
    case aLabel
    /// `xn--` followed by valid Punycode of characters that domain names must not have (a P-Label, BR 1.6.1).
    case pLabel(IDNAError)
    /// Non-ASCII characters that have an A-label.
    case uLabel
    /// Hyphens in the third and fourth position, but not a valid A-label.
    case reserved
    /// One asterisk.
    case wildcard
    /// Anything else; the faults have the reason.
    case malformed
  }

  /// The kind of label.
  package let kind: Kind
  /// The range in the given text, in bytes of UTF-8.
  package let range: Range<Int>
  /// The label in ASCII and lower case, or nil if it has no ASCII form.
  package let ascii: String?
  /// The label for display: A-labels and P-labels decoded, anything else as given.
  package let unicode: String

  /// Whether it is in ASCII and encodes other characters.
  package var encodesUnicode: Bool {
    switch kind {
    case .aLabel, .pLabel: true
    default: false
    }
  }
}

/// The position of asterisks in a name; only `leftmost` is a Wildcard Domain Name (BR 1.6.1).
package enum WildcardForm: Sendable, Hashable, CaseIterable {
  /// No asterisk.
  case none
  /// One `*.` at the start, followed by a name.
  case leftmost
  /// Only an asterisk.
  case bare
  /// An asterisk with other characters in its label, as in `w*.example.com`.
  case partial
  /// More than one asterisk, as in `*.*.example.com`.
  case several
  /// An asterisk as a label other than the first, as in `www.*.example.com`.
  case notLeftmost

  /// Classifies a name by its labels as given.
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
