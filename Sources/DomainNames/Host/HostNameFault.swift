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

extension HostNameFault: CustomStringConvertible {
  /// What is wrong, for a person, without a full stop.
  public var description: String { sentence(about: "the label at offset \(range.lowerBound)") }

  /// The same, with the label at fault written out.
  ///
  /// - Parameters:
  ///   - text: the name in which the fault was found.
  ///   - quote: how a label is shown inside a sentence.
  public func description(in text: String, quote: (String) -> String) -> String {
    let octets = text.utf8
    guard range.upperBound <= octets.count else { return description }
    let label = String(decoding: octets.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    return sentence(about: quote(label))
  }

  private func sentence(about label: String) -> String {
    switch kind {
    case .empty: "the name is empty"
    case .emptyLabel: "there is an empty label at offset \(range.lowerBound)"
    case .trailingDot: "the name ends with a dot"
    case .labelTooLong(let length): "\(label) has \(length) characters, and 63 are allowed between two dots"
    case .nameTooLong(let length): "the name has \(length) characters, and 253 are allowed"
    case .illegalCharacter(let scalar): "host names cannot have \(HostNameFault.name(scalar))"
    case .underscore: "certificates cannot have names with an underscore"
    case .space: "there is a space at offset \(range.lowerBound)"
    case .control(let scalar):
      "there is an invisible character, \(HostNameFault.name(scalar)), at offset \(range.lowerBound)"
    case .leadingHyphen: "a label starts with a hyphen, at offset \(range.lowerBound)"
    case .trailingHyphen: "a label ends with a hyphen, at offset \(range.lowerBound)"
    case .numericTopLevelDomain: "the part behind the last dot has digits only"
    case .scheme(let scheme): "the name starts like a URL, with \(scheme)\(scheme.isEmpty ? "//" : "://")"
    case .userPart: "the name has an @, like an e-mail address"
    case .port(let port): "the name ends with a port, :\(port)"
    case .path: "the name goes on with a path"
    case .reservedLabel, .unicodeLabel, .unconvertibleLabel, .invalidPunycode, .invalidALabel:
      internationalSentence(about: label)
    case .more: "there are more faults from offset \(range.lowerBound) on"
    }
  }

  private func internationalSentence(about label: String) -> String {
    switch kind {
    case .reservedLabel: "\(label) has two hyphens in its third and fourth place and does not start with xn--"
    case .unicodeLabel(let ascii): "\(label) has characters beyond ASCII, and its ASCII form is \(ascii)"
    case .unconvertibleLabel(let error): "\(label) has no ASCII form (xn--): \(error)"
    case .invalidPunycode: "\(label) starts with xn-- and stands for no name: \(IDNAError.invalidPunycode)"
    case .invalidALabel(let error): "\(label) stands for no name: \(error)"
    default: label
    }
  }

  /// The character and its number, or the number alone where the character cannot be seen.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned, .privateUse,
      .nonspacingMark, .enclosingMark:
      return number
    default:
      return "“\(scalar)” (\(number))"
    }
  }
}
