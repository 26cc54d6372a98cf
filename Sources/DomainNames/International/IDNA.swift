// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// Conversions of single labels between the form for people and the form for the DNS (RFC 5890 §2.3.2.1).
public enum IDNA {
  /// What every A-label starts with.
  public static let prefix = "xn--"

  /// The A-label for what a person typed, after UTS 46's nontransitional mapping (lower case, full width, …).
  ///
  /// A label that the mapping turns into plain ASCII comes back as that.
  public static func aLabel(_ label: String) throws(IDNAError) -> String {
    let ascii: String
    do {
      ascii = try IDNLibrary.ascii(mapping: label)
    } catch {
      throw IDNAError(error)
    }
    // A few characters are mapped to several, among them a full stop: then one label would become two.
    guard !ascii.isEmpty, !ascii.utf8.contains(UInt8(ascii: ".")) else { throw .disallowedCharacter }
    guard ascii.utf8.count <= 63 else { throw .tooLong }
    // The mapping is lenient about characters that depend on their neighbours; reading the result back is not.
    if ascii.hasPrefix(prefix) { _ = try uLabel(ascii) }
    return ascii
  }

  /// The U-label of an A-label in any case; it is one only if encoding its characters again gives the same label.
  public static func uLabel(_ aLabel: String) throws(IDNAError) -> String {
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

/// Why a label has no A-label, or is none (RFC 5891 §4, §5).
public enum IDNAError: Error, Sendable, Hashable {
  /// What follows `xn--` is not Punycode (RFC 3492 §6.2).
  case invalidPunycode
  /// A character that no domain name may have, such as a symbol or an emoji (RFC 5892 §2.6).
  case disallowedCharacter
  /// A character that the library's version of Unicode does not know yet.
  case unassignedCharacter
  /// A character in a place where its contextual rule forbids it, such as a zero-width joiner (RFC 5892 appendix A).
  case contextRule
  /// Letters of both writing directions in an order that has no stable display (RFC 5893 §2).
  case bidirectional
  /// A combining mark at the start.
  case leadingCombiningMark
  /// A hyphen at an end, or hyphens in the third and fourth place.
  case hyphens
  /// Not in normalization form C.
  case notNormalized
  /// Longer than 63 bytes as an A-label.
  case tooLong
  /// Valid by itself, but encoding it again gives another A-label.
  case notRoundTrip
  /// Anything else, by the library's own name for it.
  case other(String)

  /// What the library's constants mean here.
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
  /// What is wrong with the label, without a full stop.
  public var description: String {
    switch self {
    case .invalidPunycode: "what follows xn-- is not Punycode"
    case .disallowedCharacter: "it has a character that domain names may not have"
    case .unassignedCharacter: "it has a character that is newer than this program's Unicode tables"
    case .contextRule: "it has a character that is only allowed beside certain others"
    case .bidirectional: "it mixes writing directions in a way that domain names may not"
    case .leadingCombiningMark: "it starts with a combining mark"
    case .hyphens: "it has hyphens where domain names may not"
    case .notNormalized: "its characters are not composed (Unicode normalization form C)"
    case .tooLong: "it is longer than 63 characters in ASCII"
    case .notRoundTrip: "its characters have another A-label than this"
    case .other(let name): "the IDNA library says \(name)"
    }
  }
}
