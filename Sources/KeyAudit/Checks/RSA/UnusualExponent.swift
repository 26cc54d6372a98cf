// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Exponents that are allowed and that nobody should choose.
enum UnusualExponent: RSACheck {
  static let check = KeyCheck(
    "rsa-exponent-unusual",
    finds: "an RSA exponent other than 65537: below the recommended range, above it, or one that Let's Encrypt refuses",
    source: "BR 6.1.6 (2^16 + 1 to 2^256 - 1 recommended)")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.exponent != 65537, !key.isExponentNegative, let last = key.exponentRange.last, bytes[last] & 1 == 1,
      key.exponent != 1
    else { return nil }
    let range =
      if let small = key.exponent, small < 65537 { "below" } else if key.exponentRange.count > 32 { "above" } else {
        "within"
      }
    let value = key.exponent.map { String($0) } ?? key.exponent(in: bytes).hex
    return KeyHit(
      check, .proven, .clean, [Evidence("exponent", value), Evidence("recommendedRange", range)])
  }
}
