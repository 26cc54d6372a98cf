// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainLibraries

/// Conversions of single labels between U-labels and A-labels (RFC 5890 §2.3.2.1).
package enum IDNA {
  /// The prefix of A-labels.
  package static let prefix = "xn--"

  /// The A-label for typed text, after the nontransitional mapping of UTS 46 (lower case, full width, …).
  ///
  /// A label that is mapped to plain ASCII is returned in ASCII.
  package static func aLabel(_ label: String) throws(IDNAError) -> String {
    let ascii: String
    do {
      ascii = try IDNLibrary.ascii(mapping: label)
    } catch {
      throw IDNAError(error)
    }
    // A few characters are mapped to several, including a full stop, which would make two labels of one.
    guard !ascii.isEmpty, !ascii.utf8.contains(UInt8(ascii: ".")) else { throw .disallowedCharacter }
    guard ascii.utf8.count <= 63 else { throw .tooLong }
    // The mapping is lenient about contextual rules; decoding the result is not.
    if ascii.hasPrefix(prefix) { _ = try uLabel(ascii) }
    return ascii
  }

  /// The U-label of an A-label in any case; encoding its characters must give the same label.
  package static func uLabel(_ aLabel: String) throws(IDNAError) -> String {
    let label = aLabel.asciiLowercased
    guard label.hasPrefix(prefix), label.utf8.count <= 63 else { throw .invalidPunycode }
    let unicode: String
    do {
      unicode = try IDNLibrary.unicode(label)
    } catch {
      throw .invalidPunycode
    }
    let again: String
    do {
      again = try IDNLibrary.ascii(strict: unicode)
    } catch {
      throw IDNAError(error)
    }
    guard again == label else { throw .notRoundTrip }
    return unicode
  }
}

extension IDNA {
  /// The characters of an XN-label whose Punycode is valid (a P-Label, BR 1.6.1), in domain names allowed or not.
  ///
  /// Nil also for control characters, and for characters that stand for a full stop and would make several labels.
  package static func pLabel(_ label: String) -> String? {
    let lower = label.asciiLowercased
    guard lower.hasPrefix(prefix), lower.utf8.count <= 63, let text = Punycode.decode(lower.dropFirst(4)),
      !text.utf8.allSatisfy({ $0 < 0x80 }), !text.unicodeScalars.contains(where: isControlOrStop)
    else { return nil }
    return text
  }

  private static func isControlOrStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // UTS 46 maps these to text with a full stop.
    case 0x2024...0x2026, 0x2488...0x249B, 0x3002, 0xFE12, 0xFE19, 0xFE30, 0xFE52, 0xFF0E, 0xFF61, 0x1F100: true
    default: scalar.properties.generalCategory == .control
    }
  }
}

/// Why a label has no A-label or is not an A-label (RFC 5891 §4, §5).
package enum IDNAError: Error, Sendable, Hashable {
  /// What follows `xn--` is not Punycode (RFC 3492 §6.2).
  case invalidPunycode
  /// A character that domain names must not have, such as a symbol or an emoji (RFC 5892 §2.6).
  case disallowedCharacter
  /// A character that is not assigned in the library's version of Unicode.
  case unassignedCharacter
  /// A character where its contextual rule forbids it, such as a zero-width joiner (RFC 5892 appendix A).
  case contextRule
  /// Letters of both writing directions in an ambiguous order (RFC 5893 §2).
  case bidirectional
  /// A leading combining mark.
  case leadingCombiningMark
  /// A hyphen at an end, or hyphens in the third and fourth position.
  case hyphens
  /// Not in normalization form C.
  case notNormalized
  /// Longer than 63 bytes as an A-label.
  case tooLong
  /// Valid, but encoding it again gives a different A-label.
  case notRoundTrip
  /// Any other failure, by the name of the library's constant.
  case other(String)

  /// The meanings of the library's constants.
  private static let meanings: [String: IDNAError] = [
    "IDN2_PUNYCODE_BAD_INPUT": .invalidPunycode, "IDN2_PUNYCODE_OVERFLOW": .invalidPunycode,
    "IDN2_ENCODING_ERROR": .invalidPunycode, "IDN2_PUNYCODE_BIG_OUTPUT": .tooLong,
    "IDN2_TOO_BIG_LABEL": .tooLong, "IDN2_TOO_BIG_DOMAIN": .tooLong,
    "IDN2_DISALLOWED": .disallowedCharacter, "IDN2_INVALID_NONTRANSITIONAL": .disallowedCharacter,
    "IDN2_DOT_IN_LABEL": .disallowedCharacter, "IDN2_UNASSIGNED": .unassignedCharacter,
    "IDN2_CONTEXTJ": .contextRule, "IDN2_CONTEXTJ_NO_RULE": .contextRule,
    "IDN2_CONTEXTO": .contextRule, "IDN2_CONTEXTO_NO_RULE": .contextRule,
    "IDN2_BIDI": .bidirectional, "IDN2_LEADING_COMBINING": .leadingCombiningMark,
    "IDN2_2HYPHEN": .hyphens, "IDN2_HYPHEN_STARTEND": .hyphens, "IDN2_NOT_NFC": .notNormalized,
    "IDN2_ALABEL_ROUNDTRIP_FAILED": .notRoundTrip, "IDN2_UALABEL_MISMATCH": .notRoundTrip,
    "IDN2_INVALID_ALABEL": .notRoundTrip,
  ]

  init(_ failure: IDNLibraryFailure) {
    self = IDNAError.meanings[failure.name] ?? .other(failure.name)
  }
}

extension IDNAError: CustomStringConvertible {
  /// The reason, without a full stop.
  package var description: String {
    switch self {
    case .invalidPunycode: "the part after xn-- is not valid Punycode"
    case .disallowedCharacter: "it contains a character that is not allowed in domain names"
    case .unassignedCharacter: "it contains a character that is newer than this program's Unicode tables"
    case .contextRule: "it contains a character that is only allowed next to certain others"
    case .bidirectional: "it mixes writing directions in a way that is not allowed"
    case .leadingCombiningMark: "it starts with a combining mark"
    case .hyphens: "it has hyphens at an end, or in the third and fourth position"
    case .notNormalized: "it is not in Unicode normalization form C"
    case .tooLong: "it is longer than 63 characters in ASCII"
    case .notRoundTrip: "its characters encode to a different A-label"
    case .other(let name): "the IDNA library reports \(name)"
    }
  }
}
