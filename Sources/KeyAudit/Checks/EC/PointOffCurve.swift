// SPDX-License-Identifier: Apache-2.0

/// Points that do not satisfy the curve's equation, or an x coordinate for which there is no y.
enum PointOffCurve: ECCheck {
  static let check = KeyCheck(
    "ec-point-off-curve", finds: "a point that is not on the curve", source: "SP 800-56A r3 §5.6.2.3.3 step 3")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    guard key.curve != nil else { return nil }
    let coordinates = zip(["x", "y"], key.coordinates(in: bytes)).map { name, range in
      Evidence(name, bytes.hex(range))
    }
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey,
      [Evidence("curve", key.curveName(in: bytes))] + coordinates)
  }
}
