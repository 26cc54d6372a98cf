// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Points outside the generator's group, on curves where there are such: on the curves of prime order that certificates
/// use, every point but infinity has the right order.
enum PointOrder: ECCheck {
  static let check = KeyCheck(
    "ec-point-order", finds: "a point whose product with the group's order is not infinity",
    source: "SP 800-56A r3 §5.6.2.3.3 step 4")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    guard let curve = key.curve, curve.hasCofactor,
      !curve.hasGeneratorOrder(bytes.extracting(key.key.point))
    else { return nil }
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey, [Evidence("curve", key.curveName(in: bytes))])
  }
}
