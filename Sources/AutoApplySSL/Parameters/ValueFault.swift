// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import SystemBridge

/// Why the API does not accept a parameter's value.
@nonexhaustive
package enum ValueFault: Sendable, Hashable {
  /// The value is empty.
  case empty
  /// The value is too long, and the CA does not truncate it; lengths in Unicode scalars.
  case tooLong(length: Int, maximum: Int)
  /// The value is not an integer.
  case notAnInteger
  /// The number is outside the range.
  case outOfRange(ClosedRange<Int>)
  /// The product is not offered for this number of days or years; the values that it is offered for.
  case notOffered([Int])
  /// The reference does not list the number for most products, but partners order it; the values that it lists.
  case notListed([Int], Contest)
  /// The value is not one of the listed values; the most similar one, if any.
  case notAllowed(nearest: String?)
  /// The value does not have the required format.
  case malformed(ValueFormat)
  /// The value is not a country code; the code that was probably meant.
  case notACountry(suggestion: String?)
  /// The value contains a control character; the index in Unicode scalars, from 0.
  case controlCharacter(index: Int)
}

extension ValueFault: CustomStringConvertible {
  /// The predicate of a sentence whose subject is the value, without a full stop.
  package var description: String {
    switch self {
    case .empty: "is empty"
    case .tooLong(let length, let maximum): "has \(length) characters; the maximum is \(maximum)"
    case .notAnInteger: "is not an integer"
    case .outOfRange(let range):
      range.upperBound == .max
        ? "is less than \(range.lowerBound)" : "is not between \(range.lowerBound) and \(range.upperBound)"
    case .notOffered(let values):
      "is not one of the values that the product is offered for: " + values.map(String.init).joined(separator: ", ")
    case .notListed(let values, let contest):
      "is not one of the values that the reference lists for most products: "
        + values.map(String.init).joined(separator: ", ")
        + "; the \(contest.contradiction.title) allows other terms, with up to 90 additional days"
    case .notAllowed(let nearest):
      "is not one of the allowed values" + (nearest.map { "; the closest match is \($0)" } ?? "")
    case .malformed(let format): "is not \(format.title)"
    case .notACountry(let suggestion):
      "is not an ISO 3166-1 code of two capital letters" + (suggestion.map { "; use \($0)" } ?? "")
    case .controlCharacter(let index): "contains a control character at position \(index)"
    }
  }
}

extension Parameter {
  /// The value after the CA's truncation, and its original length if it is truncated.
  ///
  /// Lengths are in Unicode scalars; the reference says "chars".
  package func truncated(_ text: String) -> (value: String, truncatedFrom: Int?) {
    guard overlength == .truncated, let maximumLength, text.utf8.count > maximumLength else { return (text, nil) }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: maximumLength, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return (text, nil) }
    return (String(scalars[..<end]), scalars.count)
  }

  /// Why the API does not accept a value, or nil if it does.
  ///
  /// Checks the value after truncation. Values that need context are checked elsewhere: product codes, names, the CSR,
  /// tokens, and the number of days or years if the product is unknown.
  package func fault(in given: String, product: Product? = nil) -> ValueFault? {
    let text = truncated(given).value
    if text.isEmpty { return .empty }
    if overlength == .invalid, let maximumLength, text.utf8.count > maximumLength {
      let length = text.unicodeScalars.count
      if length > maximumLength { return .tooLong(length: length, maximum: maximumLength) }
    }
    if !isList, allowed != .format(.certificationRequest), let index = Parameter.controlCharacter(in: text) {
      return .controlCharacter(index: index)
    }
    if type == .integer, text.decimalInteger == nil { return .notAnInteger }
    switch allowed {
    case .any: return nil
    case .oneOf(let choices): return fault(in: text, choices: choices)
    case .integers(let range): return text.decimalInteger.map(range.contains) == true ? nil : .outOfRange(range)
    case .validity: return product.flatMap { validityFault(in: text, product: $0) }
    case .format(let format): return format.fault(in: text)
    }
  }

  private func fault(in text: String, choices: [ParameterChoice]) -> ValueFault? {
    if choices.contains(where: { $0.value == text }) { return nil }
    let nearest = type == .integer ? nil : SpellingSuggestion.words(to: text, in: choices.lazy.map(\.value)).first
    return .notAllowed(nearest: nearest)
  }

  private func validityFault(in text: String, product: Product) -> ValueFault? {
    guard let number = text.decimalInteger else { return .notAnInteger }
    let validity = product.validity.value
    let isDays = name == .days
    let offer = isDays ? validity.offer(days: number) : validity.offer(years: number)
    let listed = isDays ? validity.days + validity.someDays : validity.years
    switch offer {
    case .absent: return .notOffered(listed)
    case .contested: return validity.contestedDays?.contest.map { .notListed(listed, $0) }
    case .listed, .possible, .unspecified: return nil
    }
  }

  private static func controlCharacter(in text: String) -> Int? {
    for (index, scalar) in text.unicodeScalars.enumerated() where scalar.value < 0x20 || scalar.value == 0x7F {
      return index
    }
    return nil
  }
}

extension ValueFormat {
  /// Why a string does not have the format; nil if it does, or if another type checks it.
  func fault(in text: String) -> ValueFault? {
    switch self {
    case .alphanumeric: text.utf8.allSatisfy(\.isASCIIAlphanumeric) ? nil : .malformed(self)
    case .country: ValueFormat.countryFault(in: text)
    case .date: CalendarDate(text) == nil ? .malformed(self) : nil
    case .dunsNumber: ValueFormat.isDUNSNumber(text) ? nil : .malformed(self)
    case .emailAddress: EmailAddress(text) == nil ? .malformed(self) : nil
    case .emailAddressOrNone: text == "none" || EmailAddress(text) != nil ? nil : .malformed(self)
    case .productCodes, .domainNames, .domainName, .certificationRequest, .dcvEmailAddresses, .validationTokens,
      .organizationIdentifier, .personalIdentifier, .ncaIdentifier:
      nil
    }
  }

  private static func countryFault(in text: String) -> ValueFault? {
    switch CountryCode(text) {
    case .assigned: nil
    case .exceptionallyReserved(_, let other), .formerlyUsed(_, _, let other), .malformed(let other):
      .notACountry(suggestion: other)
    case .userAssigned, .unassigned: .notACountry(suggestion: nil)
    }
  }

  private static func isDUNSNumber(_ text: String) -> Bool {
    let digits = text.utf8.filter { $0 != 0x2D && $0 != 0x20 }
    return digits.count == 9 && digits.allSatisfy(\.isASCIIDigit)
  }
}
