// SPDX-License-Identifier: Apache-2.0

/// A fault of a name: something that a host name in a certificate must not have, and its position.
package struct HostNameFault: Sendable, Hashable {
  /// The kinds of faults.
  package enum Kind: Sendable, Hashable {
    /// An empty name.
    case empty
    /// An empty label.
    case emptyLabel
    /// A dot at the end (BR 7.1.2.7.12).
    case trailingDot
    /// A label of more than 63 bytes in ASCII, with its length (RFC 1035 §2.3.4).
    case labelTooLong(Int)
    /// A name of more than 253 bytes in ASCII, with its length (RFC 1035 §2.3.4).
    case nameTooLong(Int)
    /// A character that host names must not have (RFC 1123 §2.1).
    case illegalCharacter(Unicode.Scalar)
    /// An underscore: common in the DNS, not allowed in certificates (BR 7.1.2.7.12).
    case underscore
    /// A space of any width, or a tab.
    case space
    /// A control character, a line break, or an invisible character such as a zero-width space.
    case control(Unicode.Scalar)
    /// A hyphen at the start of a label.
    case leadingHyphen
    /// A hyphen at the end of a label.
    case trailingHyphen
    /// A last label of only digits, which makes the name look like part of an IPv4 address.
    case numericTopLevelDomain
    /// A URL scheme, in lower case; empty for `//`.
    case scheme(String)
    /// A user before an `@`, as in an e-mail address.
    case userPart
    /// A port number, possibly empty.
    case port(String)
    /// A path, query or fragment.
    case path
    /// Hyphens in the third and fourth position of a label that is not an A-label (RFC 5890 §2.3.1).
    case reservedLabel
    /// A U-label; certificates must have its A-label (BR 7.1.2.7.12).
    case unicodeLabel(ascii: String)
    /// Non-ASCII characters that have no A-label.
    case unconvertibleLabel(IDNAError)
    /// `xn--` followed by invalid Punycode; not a P-Label (BR 1.6.1).
    case invalidPunycode
    /// The Punycode of characters that are not a U-label.
    case invalidALabel(IDNAError)
    /// More faults than `HostName.faultLimit`; the others are omitted.
    case more
  }

  /// The kind of fault.
  package let kind: Kind
  /// The range in the given text, in bytes of UTF-8.
  package let range: Range<Int>

  package init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

extension HostNameFault: CustomStringConvertible {
  /// The fault, without a full stop.
  package var description: String { sentence(about: "the label at offset \(range.lowerBound)") }

  /// The fault with the label at fault quoted.
  ///
  /// - Parameters:
  ///   - text: the name with the fault.
  ///   - quote: formats a label inside a sentence.
  package func description(in text: String, quote: (String) -> String) -> String {
    let octets = text.utf8
    guard range.upperBound <= octets.count else { return description }
    let label = String(decoding: octets.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    if kind == .space, let scalar = label.unicodeScalars.first, scalar != " " {
      return "the name contains \(scalar.codePointAndName) at offset \(range.lowerBound), which is not allowed"
    }
    return sentence(about: quote(label))
  }

  private func sentence(about label: String) -> String {
    switch kind {
    case .empty: "the name is empty"
    case .emptyLabel: "the label at offset \(range.lowerBound) is empty"
    case .trailingDot: "the name ends with a dot"
    case .labelTooLong(let length): "\(label) has \(length) characters; the maximum is 63"
    case .nameTooLong(let length): "the name has \(length) characters; the maximum is 253"
    case .illegalCharacter(let scalar): "\(HostNameFault.name(scalar)) is not allowed in host names"
    case .underscore: "an underscore is not allowed in names in certificates"
    case .space: "the name contains a space at offset \(range.lowerBound)"
    case .control(let scalar):
      "the name contains the invisible character \(scalar.codePointAndName) at offset \(range.lowerBound)"
    case .leadingHyphen: "the label at offset \(range.lowerBound) starts with a hyphen"
    case .trailingHyphen: "a label ends with a hyphen at offset \(range.lowerBound)"
    case .numericTopLevelDomain: "the last label contains only digits"
    case .scheme(let scheme): "the name starts with \(scheme)\(scheme.isEmpty ? "//" : "://"), like a URL"
    case .userPart: "the name contains @, like an email address"
    case .port(let port): "the name ends with a port, :\(port)"
    case .path: "the name ends with a path"
    case .reservedLabel, .unicodeLabel, .unconvertibleLabel, .invalidPunycode, .invalidALabel:
      internationalSentence(about: label)
    case .more: "there are more faults from offset \(range.lowerBound)"
    }
  }

  private func internationalSentence(about label: String) -> String {
    switch kind {
    case .reservedLabel: "\(label) has hyphens in the third and fourth position but does not start with xn--"
    case .unicodeLabel(let ascii): "\(label) contains non-ASCII characters; its ASCII form is \(ascii)"
    case .unconvertibleLabel(let error): "\(label) has no ASCII form (xn--): \(error)"
    case .invalidPunycode: "\(label) starts with xn-- but is not a valid A-label: \(IDNAError.invalidPunycode)"
    case .invalidALabel(let error): "\(label) is not a valid A-label: \(error)"
    default: label
    }
  }

  /// The character and its code point, or the code point and name of an invisible character.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned, .privateUse,
      .nonspacingMark, .enclosingMark:
      return scalar.codePointAndName
    default:
      return "“\(scalar)” (\(scalar.codePoint))"
    }
  }
}
