// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// The point at infinity, which is no public key.
enum PointAtInfinity: ECCheck {
  static let check = KeyCheck(
    "ec-point-infinity", finds: "the point at infinity as the public key", source: "SP 800-56A r3 §5.6.2.3.3 step 1")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    let isInfinity = key.form(in: bytes) == 0 && key.key.point.count == 1
    // Some write it as (0, 0), which lies on none of the curves in use.
    let isZero =
      !isInfinity && key.key.point.count > 1 && !key.coordinates(in: bytes).isEmpty
      && key.key.point.dropFirst().allZero(in: bytes)
    guard isInfinity || isZero else { return nil }
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey,
      [Evidence("encoding", isInfinity ? "00" : "all coordinates zero")])
  }
}

extension Range<Int> {
  /// Whether all these bytes are zero.
  func allZero(in bytes: Span<UInt8>) -> Bool {
    for position in self where bytes[position] != 0 { return false }
    return true
  }
}
