// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The check digits of VAT numbers with letters; nil for a form without a known check.
extension VATNumber {
  /// `U13585627`
  static func austrian(_ text: String) -> Bool? {
    guard text.hasPrefix("U"), let digits = digits(text.dropFirst()), digits.count == 8 else { return nil }
    let sum = digits.prefix(7).enumerated().reduce(4) { sum, entry in
      let doubled = entry.offset % 2 == 0 ? entry.element : entry.element * 2
      return sum + doubled / 10 + doubled % 10
    }
    return (10 - sum % 10) % 10 == digits[7]
  }

  /// `10259033P`
  static func cypriot(_ text: String) -> Bool? {
    guard text.utf8.count == 9, let letter = text.utf8.last, let digits = digits(text.dropLast()) else { return nil }
    let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    let sum = digits.enumerated().reduce(0) { $0 + ($1.offset % 2 == 0 ? odd[$1.element] : $1.element) }
    return Int(letter) == 0x41 + sum % 26
  }

  /// `B58378431` of organizations, `54362315K` and `X2482300W` of persons.
  static func spanish(_ text: String) -> Bool? {
    let characters = Array(text.utf8)
    guard characters.count == 9 else { return nil }
    let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
    let foreigners = Array("XYZ".utf8)
    if let first = foreigners.firstIndex(of: characters[0]), let rest = digits(text.dropFirst().dropLast()) {
      return letters[(first * 10_000_000 + CheckDigits.number(rest[...])) % 23] == characters[8]
    }
    if let number = digits(text.dropLast()) { return letters[CheckDigits.number(number[...]) % 23] == characters[8] }
    guard "ABCDEFGHJNPQRSUVW".utf8.contains(characters[0]), let number = digits(text.dropFirst().prefix(7)) else {
      return nil
    }
    let check = (0...9).first { CheckDigits.isLuhn(number + [$0]) } ?? 0
    return characters[8] == UInt8(0x30 + check) || characters[8] == Array("JABCDEFGHI".utf8)[check]
  }

  /// `40303265045`: a key of two digits, and the SIREN number; keys with letters have no known check.
  static func french(_ text: String) -> Bool? {
    guard let digits = digits(text[...]), digits.count == 11 else { return nil }
    return (12 + 3 * (CheckDigits.number(digits[2...]) % 97)) % 97 == CheckDigits.number(digits[..<2])
  }

  /// `6433435F`, `6433435OA`
  static func irish(_ text: String) -> Bool? {
    let alphabet = Array("WABCDEFGHIJKLMNOPQRSTUV".utf8)
    let characters = Array(text.utf8)
    guard (8...9).contains(characters.count), let digits = digits(text.prefix(7)) else { return nil }
    var sum = CheckDigits.sum(digits, [8, 7, 6, 5, 4, 3, 2])
    if characters.count == 9 {
      guard let second = alphabet.firstIndex(of: characters[8]) else { return nil }
      sum += 9 * second
    }
    return alphabet[sum % 23] == characters[7]
  }

  /// `004495445B01` of organizations, and since 2020 numbers of sole traders that are checked with MOD 97-10.
  static func dutch(_ text: String) -> Bool? {
    let characters = Array(text.utf8)
    guard characters.count == 12, characters[9] == UInt8(ascii: "B"), let digits = digits(text.prefix(9)),
      Self.digits(text.suffix(2)) != nil
    else { return nil }
    if CheckDigits.sum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digits[8] { return true }
    return CheckDigits.modulo97("NL" + text) == 1
  }

  private static func digits(_ text: Substring) -> [Int]? {
    guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
    return text.utf8.map { Int($0) - 0x30 }
  }
}
