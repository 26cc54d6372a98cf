// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// P-521, which some CAs and browsers leave out though the rules allow it.
enum CurveP521: ECCheck {
  static let check = KeyCheck(
    "ec-p521", finds: "the curve P-521, which is allowed and which Let's Encrypt and some clients refuse",
    source: "BR 6.1.5, Mozilla Root Store Policy 5.1")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    guard case .named(.p521) = key.key.curve else { return nil }
    return KeyHit(check, .proven, .clean, [Evidence("curve", "P-521")])
  }
}
