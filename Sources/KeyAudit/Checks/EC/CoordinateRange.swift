// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Coordinates that are no elements of the field.
enum CoordinateRange: ECCheck {
  static let check = KeyCheck(
    "ec-coordinate-range", finds: "a coordinate that is not below the field's prime",
    source: "SP 800-56A r3 §5.6.2.3.3 step 2")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    guard let curve = key.curve, curve.isPrimeField else { return nil }
    let prime = BigNumber(bigEndian: curve.field.span)
    for (name, range) in zip(["x", "y"], key.coordinates(in: bytes)) {
      let value = BigNumber(bigEndian: bytes.extracting(range))
      guard value < prime else {
        return KeyHit(
          check, .proven, .invalid, predicts: PredictedCode.invalidKey,
          [Evidence("coordinate", name), Evidence("value", value), Evidence("fieldPrime", prime)])
      }
    }
    return nil
  }
}
