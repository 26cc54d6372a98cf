// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Points that are not written as a certificate's must be: uncompressed or compressed, at the curve's length.
enum PointEncoding: ECCheck {
  static let check = KeyCheck(
    "ec-point-encoding", finds: "a point of the wrong length, or in another form than uncompressed or compressed",
    source: "RFC 5480 §2.2, SEC 1 §2.3.3")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    guard let curve = key.curve else { return nil }
    let form = key.form(in: bytes)
    if let form, (2...4).contains(form), !key.coordinates(in: bytes).isEmpty { return nil }
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey,
      [
        Evidence("form", form.map { String($0) } ?? "none"), Evidence("length", key.key.point.count),
        Evidence("expectedLength", 2 * curve.coordinateLength + 1),
      ])
  }
}
