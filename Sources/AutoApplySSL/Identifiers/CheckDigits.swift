// SPDX-License-Identifier: Apache-2.0

/// Check digits over decimal digits.
package enum CheckDigits {
  /// Whether a Legal Entity Identifier has correct check digits (ISO 17442-1, ISO/IEC 7064 MOD 97-10).
  package static func isValidLEI(_ text: String) -> Bool { text.utf8.count == 20 && modulo97(text) == 1 }

  /// The number modulo 97, with letters as 10 to 35; nil for other characters.
  static func modulo97(_ text: String) -> Int? {
    var remainder = 0
    for octet in text.utf8 {
      switch octet {
      case 0x30...0x39: remainder = (remainder * 10 + Int(octet) - 0x30) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(octet) - 0x41 + 10) % 97
      default: return nil
      }
    }
    return remainder
  }

  /// The sum of the digits, each multiplied by its weight; digits without a weight are not counted.
  static func sum(_ digits: [Int], _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Whether the last digit is the check digit of Luhn's algorithm (ISO/IEC 7812-1 Annex B).
  static func isLuhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
      let doubled = entry.offset % 2 == 0 ? entry.element : entry.element * 2
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// Whether the last digit is the check digit of ISO/IEC 7064 MOD 11-10.
  static func isModulo1110(_ digits: [Int]) -> Bool {
    var product = 10
    for digit in digits.dropLast() {
      let sum = (product + digit) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (product + (digits.last ?? 0)) % 10 == 1
  }

  /// The number that the digits form.
  static func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
}
