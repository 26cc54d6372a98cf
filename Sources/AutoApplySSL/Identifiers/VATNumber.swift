// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The check digits of VAT identification numbers: the member states of the EU as published with VIES, Northern Ireland
/// and the United Kingdom, Norway and Switzerland.
package enum VATNumber {
  /// Whether the check digits are correct; nil for a country or a form without a known check.
  ///
  /// - Parameters:
  ///   - reference: the number, with or without its country, spaces, dots and hyphens.
  ///   - country: the code before the number in an identifier: EL for Greece, XI for Northern Ireland.
  package static func isValid(_ reference: String, country: String) -> Bool? {
    guard reference.utf8.count <= longest else { return nil }
    var text = reference.utf8.filter(\.isASCIIAlphanumeric).map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }[...]
    for prefix in [surroundings[country]?.before ?? country, country] where text.starts(with: prefix.utf8) {
      text = text.dropFirst(prefix.utf8.count)
      break
    }
    for suffix in surroundings[country]?.after ?? [] where text.reversed().starts(with: suffix.utf8.reversed()) {
      text = text.dropLast(suffix.utf8.count)
      break
    }
    if let check = lettered[country] { return check(String(decoding: text, as: UTF8.self)) }
    guard text.allSatisfy(\.isASCIIDigit) else { return nil }
    let digits = text.map { Int($0) - 0x30 }
    return numeric[country]?.first { $0.lengths.contains(digits.count) }?.check(digits)
  }

  /// Longer texts are not VAT numbers.
  private static let longest = 40

  /// What some countries write before or after the digits.
  private static let surroundings: [String: (before: String?, after: [String])] = [
    "CH": ("CHE", ["MWST", "TVA", "IVA"]), "NO": (nil, ["MVA"]), "GR": ("EL", []),
  ]

  /// A form of numbers.
  struct Form: Sendable {
    let lengths: ClosedRange<Int>
    /// Whether the digits are correct; nil if this kind of number has no known check.
    let check: @Sendable ([Int]) -> Bool?

    init(_ lengths: ClosedRange<Int>, _ check: @escaping @Sendable ([Int]) -> Bool?) {
      self.lengths = lengths
      self.check = check
    }

    init(_ length: Int, _ check: @escaping @Sendable ([Int]) -> Bool?) { self.init(length...length, check) }

    /// A weighted sum that the modulus divides; the check digit has a weight too.
    static func weighted(_ length: Int, _ weights: [Int], _ modulus: Int) -> Form {
      Form(length) { CheckDigits.sum($0, weights) % modulus == 0 }
    }
  }

  /// The numbers that consist of digits.
  private static let numeric: [String: [Form]] = [
    "BE": [Form(10) { 97 - CheckDigits.number($0[..<8]) % 97 == CheckDigits.number($0[8...]) }],
    "BG": [Form(9, bulgarian)],
    "CH": [Form(9) { (11 - CheckDigits.sum($0, [5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == $0[8] }],
    "CZ": [
      Form(8) { digits in
        let check = (11 - CheckDigits.sum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11) % 11
        return (check == 0 ? 1 : check % 10) == digits[7]
      }
    ],
    "DE": [Form(9) { CheckDigits.isModulo1110($0) }],
    "DK": [.weighted(8, [2, 7, 6, 5, 4, 3, 2, 1], 11)],
    "EE": [.weighted(9, [3, 7, 1, 3, 7, 1, 3, 7, 1], 10)],
    "EL": greek, "GR": greek,
    "FI": [.weighted(8, [7, 9, 10, 5, 8, 4, 2, 1], 11)],
    "GB": british, "XI": british,
    "HR": [Form(11) { CheckDigits.isModulo1110($0) }],
    "HU": [.weighted(8, [9, 7, 3, 1, 9, 7, 3, 1], 10)],
    "IT": [Form(11) { CheckDigits.isLuhn($0) }],
    "LT": [Form(9, lithuanian), Form(12, lithuanian)],
    "LU": [Form(8) { CheckDigits.number($0[..<6]) % 89 == CheckDigits.number($0[6...]) }],
    // Numbers that start with 0 to 3 are those of persons.
    "LV": [Form(11) { $0[0] > 3 ? CheckDigits.sum($0, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3 : nil }],
    "MT": [.weighted(8, [3, 4, 6, 7, 8, 9, 10, 1], 37)],
    "NO": [.weighted(9, [3, 2, 7, 6, 5, 4, 3, 2, 1], 11)],
    "PL": [.weighted(10, [6, 5, 7, 2, 3, 4, 5, 6, 7, 10], 11)],
    "PT": [Form(9) { (11 - CheckDigits.sum($0, [9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10 == $0[8] }],
    "RO": [
      Form(2...10) { digits in
        let padded = Array(repeating: 0, count: 10 - digits.count) + digits
        return CheckDigits.sum(padded, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10 == padded[9]
      }
    ],
    "SE": [Form(12) { CheckDigits.isLuhn(Array($0[..<10])) && CheckDigits.number($0[10...]) > 0 }],
    "SI": [
      Form(8) { digits in
        let check = 11 - CheckDigits.sum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11
        return (check == 10 ? 0 : check) == digits[7]
      }
    ],
    "SK": [Form(10) { CheckDigits.number($0[...]) % 11 == 0 }],
  ]

  private static let greek = [
    Form(9) { digits in digits.prefix(8).reduce(0) { $0 * 2 + $1 } * 2 % 11 % 10 == digits[8] }
  ]

  /// The last two digits complete the sum to a multiple of 97, or to one plus 55 since 2010.
  private static let british: [Form] = {
    let check: @Sendable ([Int]) -> Bool = { digits in
      [0, 42].contains(CheckDigits.sum(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97)
    }
    return [Form(9, check), Form(12, check)]
  }()

  private static func bulgarian(_ digits: [Int]) -> Bool? {
    let first = CheckDigits.sum(digits, Array(1...8)) % 11
    return (first < 10 ? first : CheckDigits.sum(digits, Array(3...10)) % 11 % 10) == digits[8]
  }

  private static func lithuanian(_ digits: [Int]) -> Bool? {
    let count = digits.count - 1
    let first = CheckDigits.sum(digits, (0..<count).map { 1 + $0 % 9 }) % 11
    guard first == 10 else { return first == digits[count] }
    return CheckDigits.sum(digits, (0..<count).map { 1 + ($0 + 2) % 9 }) % 11 % 10 == digits[count]
  }

  /// The numbers with letters.
  private static let lettered: [String: @Sendable (String) -> Bool?] = [
    "AT": austrian, "CY": cypriot, "ES": spanish, "FR": french, "IE": irish, "NL": dutch,
  ]
}
