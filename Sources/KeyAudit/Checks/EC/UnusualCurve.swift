// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Named curves other than P-256, P-384 and P-521; a field below 224 bits is too small for anything.
enum UnusualCurve: ECCheck {
  static let check = KeyCheck(
    "ec-curve", finds: "a curve other than P-256, P-384 and P-521", source: "BR 6.1.5, Sectigo, supported key sizes")
  private static let smallestField = 224

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    switch key.key.curve {
    case .named(.p256), .named(.p384), .named(.p521), .explicit, .missing: return nil
    case .named, .other: break
    }
    let bytesPerCoordinate = key.curve?.coordinateLength
    let isSmall = bytesPerCoordinate.map { $0 * 8 < smallestField } ?? false
    return KeyHit(
      check, .proven, isSmall ? .weak : .clean, predicts: PredictedCode.unsupportedAlgorithm,
      [Evidence("curve", key.curveName(in: bytes))])
  }
}
