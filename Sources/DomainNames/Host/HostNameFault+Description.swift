// SPDX-License-Identifier: Apache-2.0

extension HostNameFault: CustomStringConvertible {
  /// What is wrong, for a person, without a full stop.
  public var description: String {
    switch kind {
    case .empty: "the name is empty"
    case .emptyLabel: "there is an empty label at offset \(range.lowerBound)"
    case .trailingDot: "the name ends with a dot"
    case .labelTooLong(let length): "the label at offset \(range.lowerBound) has \(length) characters, 63 are allowed"
    case .nameTooLong(let length): "the name has \(length) characters, 253 are allowed"
    case .illegalCharacter(let scalar): "host names cannot have \(HostNameFault.name(scalar))"
    case .underscore: "certificates cannot have names with an underscore"
    case .space: "there is a space at offset \(range.lowerBound)"
    case .control(let scalar):
      "there is an invisible character, \(HostNameFault.name(scalar)), at offset \(range.lowerBound)"
    case .leadingHyphen: "the label at offset \(range.lowerBound) starts with a hyphen"
    case .trailingHyphen: "the label at offset \(range.lowerBound) ends with a hyphen"
    case .numericTopLevelDomain: "the last label has digits only"
    case .scheme(let scheme): "the name starts like a URL, with \(scheme)\(scheme.isEmpty ? "//" : "://")"
    case .userPart: "the name has an @, like an e-mail address"
    case .port(let port): "the name ends with a port, :\(port)"
    case .path: "the name goes on with a path"
    case .reservedLabel, .unicodeLabel, .unconvertibleLabel, .invalidPunycode, .invalidALabel: internationalDescription
    case .more: "there are more faults from offset \(range.lowerBound) on"
    }
  }

  private var internationalDescription: String {
    let label = "the label at offset \(range.lowerBound)"
    return switch kind {
    case .reservedLabel: "\(label) has hyphens in its third and fourth place and is no A-label"
    case .unicodeLabel(let ascii): "\(label) has characters beyond ASCII; its A-label is \(ascii)"
    case .unconvertibleLabel(let error): "\(label) cannot be turned into an A-label: \(error)"
    case .invalidPunycode: "\(label) starts with xn-- and is no A-label: \(IDNAError.invalidPunycode)"
    case .invalidALabel(let error): "\(label) is no A-label: \(error)"
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
