// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import SystemBridge

/// The common format of identifiers of persons and organizations (ETSI EN 319 412-1 §5.1): a type, a country, a hyphen
/// and a reference, such as `VATBE-0876866142`; the leftmost hyphen is the separator.
struct SemanticsIdentifier: Sendable, Hashable {
  let type: String
  let country: String
  let subdivision: String?
  let reference: String

  /// A type of identifier and its allowed countries.
  struct Kind: Sendable {
    let type: String
    /// Country codes in addition to those of ISO 3166-1, or instead of them.
    let countries: [String]
    let allowsOnlyListed: Bool
    let allowsSubdivision: Bool

    init(_ type: String, also countries: [String] = [], only: Bool = false, allowsSubdivision: Bool = false) {
      self.type = type
      self.countries = countries
      allowsOnlyListed = only
      self.allowsSubdivision = allowsSubdivision
    }
  }

  init(_ text: String, kinds: [Kind], isTaxDeprecated: Bool) throws(IdentifierFault) {
    var rest = text[...]
    let kind = try SemanticsIdentifier.takeKind(&rest, kinds: kinds, isTaxDeprecated: isTaxDeprecated)
    type = kind.type
    country = try SemanticsIdentifier.takeCountry(&rest, kind)
    subdivision = try SemanticsIdentifier.takeSubdivision(&rest, kind)
    guard rest.utf8.first == 0x2D else { throw .noHyphen }
    guard rest.utf8.count > 1 else { throw .noReference }
    reference = String(rest.dropFirst())
  }

  /// Reads three letters of a known type, or two characters of a national scheme and a colon.
  private static func takeKind(
    _ rest: inout Substring, kinds: [Kind], isTaxDeprecated: Bool
  ) throws(IdentifierFault) -> Kind {
    let prefix = rest.prefix(3)
    if let kind = kinds.first(where: { $0.type == prefix }) {
      rest = rest.dropFirst(3)
      return kind
    }
    if isTaxDeprecated, prefix == "TAX" { throw .taxDeprecated }
    let octets = Array(prefix.utf8)
    guard octets.count == 3, octets[2] == 0x3A, octets[0].isASCIICapital, octets[1].isASCIICapital else {
      let types = kinds.map(\.type)
      let near = SpellingSuggestion.words(to: String(prefix), in: types)
      throw .unknownType(String(prefix), nearest: near.isEmpty ? types : near)
    }
    rest = rest.dropFirst(3)
    return Kind(String(prefix))
  }

  private static func takeCountry(_ rest: inout Substring, _ kind: Kind) throws(IdentifierFault) -> String {
    let code = rest.prefix(2)
    guard code.utf8.count == 2, code.utf8.allSatisfy({ $0.isASCIIAlphanumeric }) else { throw .noCountry }
    let isListed = kind.countries.contains { $0 == code }
    guard isListed || !kind.allowsOnlyListed && CountryCode(String(code)).isAssigned else {
      throw .country(String(code), type: kind.type)
    }
    rest = rest.dropFirst(2)
    return String(code)
  }

  private static func takeSubdivision(_ rest: inout Substring, _ kind: Kind) throws(IdentifierFault) -> String? {
    guard rest.utf8.first == 0x2B else { return nil }
    rest = rest.dropFirst()
    let text = rest.prefix { $0 != "-" }
    let isCode = (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIICapital }
    guard kind.allowsSubdivision, isCode else { throw .subdivision(String(text)) }
    rest = rest[text.endIndex...]
    return String(text)
  }
}

/// Why an eIDAS identifier is invalid (ETSI EN 319 412-1 §5.1.3 and §5.1.4, TS 119 495 §5.2.1).
@nonexhaustive
package enum IdentifierFault: Error, Sendable, Hashable {
  /// The type is TAX, which TIN replaced.
  case taxDeprecated
  /// The identifier is valid in capitals; the corrected text.
  case lowerCase(corrected: String)
  /// The identifier does not start with a known type; the most similar types.
  case unknownType(String, nearest: [String])
  /// The type is not followed by two letters or digits of a country code.
  case noCountry
  /// The country is not allowed for the type.
  case country(String, type: String)
  /// The country is not followed by a hyphen.
  case noHyphen
  /// The hyphen is not followed by a reference.
  case noReference
  /// The type does not allow a subdivision, or the subdivision is not 1 to 3 upper-case letters or digits.
  case subdivision(String)
  /// The reference does not have the format that its type requires; `expected` is a noun phrase.
  case reference(expected: String)
  /// The authority's short name is not 2 to 8 upper-case letters.
  case authority(String)

  /// The error that the API returns.
  package var error: OrderErrorName {
    switch self {
    case .taxDeprecated: .taxDeprecated
    case .country: .identifierCountry
    case .lowerCase, .unknownType, .noCountry, .noHyphen, .noReference, .subdivision, .reference, .authority:
      .identifierFormat
    }
  }
}

extension IdentifierFault: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .taxDeprecated: "the type TAX is deprecated; use TIN"
    case .lowerCase(let corrected): "it must be in capitals, as in \(corrected)"
    case .unknownType(let type, let nearest):
      "\(type.debugDescription) is not a known identifier type"
        + (nearest.isEmpty ? "" : "; use " + nearest.joined(separator: ", "))
    case .noCountry: "the type must be followed by a two-letter country code"
    case .country(let country, let type):
      "the country \(country.debugDescription) is not allowed in a \(type) identifier"
    case .noHyphen: "the country must be followed by a hyphen"
    case .noReference: "the reference after the hyphen is missing"
    case .subdivision(let text): "the subdivision \(text.debugDescription) is not allowed here"
    case .reference(let expected): "the part after the hyphen must be \(expected)"
    case .authority(let text): "the authority \(text.debugDescription) is not 2 to 8 upper-case letters"
    }
  }
}
