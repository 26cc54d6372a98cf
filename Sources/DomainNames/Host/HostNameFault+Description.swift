// SPDX-License-Identifier: Apache-2.0

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
