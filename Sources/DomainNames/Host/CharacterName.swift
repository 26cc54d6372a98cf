// SPDX-License-Identifier: Apache-2.0

extension Unicode.Scalar {
  /// The code point: `U+00A0`.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The code point and the name in Unicode: `U+00A0 (NO-BREAK SPACE)`.
  package var codePointAndName: String {
    guard let name = properties.name ?? properties.nameAlias else { return codePoint }
    return "\(codePoint) (\(name))"
  }
}
