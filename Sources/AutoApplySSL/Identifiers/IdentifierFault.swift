// SPDX-License-Identifier: Apache-2.0

/// Why an eIDAS identifier is refused (ETSI EN 319 412-1 §5.1.3 and §5.1.4, TS 119 495 §5.2.1).
@nonexhaustive
public enum IdentifierFault: Error, Sendable, Hashable {
  /// The type TAX, which TIN replaced.
  case taxDeprecated
  /// The text does not start with a known type; the nearest types.
  case unknownType(String, nearest: [String])
  /// The text ends before the country is complete, or something else stands there.
  case noCountry
  /// The country is not one that the type may have.
  case country(String, type: String)
  /// No hyphen follows the country.
  case noHyphen
  /// Nothing follows the hyphen.
  case noReference
  /// A subdivision where the type takes none, or one that is not 1 to 3 capitals or digits.
  case subdivision(String)
  /// The reference lacks the form that its type demands; a noun phrase says which.
  case reference(expected: String)
  /// The authority's short name is not 2 to 8 capitals.
  case authority(String)

  /// The API's error for it.
  public var error: OrderErrorName {
    switch self {
    case .taxDeprecated: .taxDeprecated
    case .country: .identifierCountry
    case .unknownType, .noCountry, .noHyphen, .noReference, .subdivision, .reference, .authority: .identifierFormat
    }
  }
}

extension IdentifierFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .taxDeprecated: "the type TAX is deprecated; write TIN"
    case .unknownType(let type, let nearest):
      "\(type.debugDescription) is no type of identifier"
        + (nearest.isEmpty ? "" : "; known are " + nearest.joined(separator: ", "))
    case .noCountry: "two letters for the country must follow the type"
    case .country(let country, let type): "\(country.debugDescription) is no country that a \(type) identifier may have"
    case .noHyphen: "a hyphen must follow the country"
    case .noReference: "nothing follows the hyphen"
    case .subdivision(let text): "the subdivision \(text.debugDescription) is not allowed here"
    case .reference(let expected): "the part behind the hyphen must be \(expected)"
    case .authority(let text): "\(text.debugDescription) is not an authority's name of 2 to 8 capital letters"
    }
  }
}
