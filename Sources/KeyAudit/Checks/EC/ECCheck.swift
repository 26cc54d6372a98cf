// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// A check of an elliptic-curve key.
protocol ECCheck: SendableMetatype {
  /// The catalog's entry.
  static var check: KeyCheck { get }

  /// What the check finds, or nil.
  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit?
}

/// The elliptic-curve checks in the order in which they run.
enum ECChecks {
  /// Those that look at the curve.
  static let ofCurve: [any ECCheck.Type] = [ExplicitParameters.self, UnusualCurve.self, CurveP521.self]
  /// Those that look at a point which OpenSSL does not find on the curve, each asking for a kind of fault.
  static let ofRefusedPoint: [any ECCheck.Type] = [
    PointAtInfinity.self, PointEncoding.self, CoordinateRange.self, PointOffCurve.self,
  ]
}

/// An elliptic-curve key with its curve as OpenSSL knows it.
struct ECWork {
  /// Where the curve and the point stand.
  let key: PublicKey.EC
  /// The curve, or nil where OpenSSL does not know it or takes its parameters for none.
  let curve: EllipticCurve?

  /// The first octet of the point, which names its form (SEC 1 §2.3.3).
  func form(in bytes: Span<UInt8>) -> UInt8? { key.point.first.map { bytes[$0] } }

  /// The coordinates as they are written, without the form.
  func coordinates(in bytes: Span<UInt8>) -> [Range<Int>] {
    guard let curve, let form = form(in: bytes) else { return [] }
    let start = key.point.lowerBound + 1
    let length = curve.coordinateLength
    switch (form, key.point.count) {
    case (2...3, length + 1): return [start..<start + length]
    case (4, 2 * length + 1), (6...7, 2 * length + 1):
      return [start..<start + length, start + length..<start + 2 * length]
    default: return []
    }
  }

  /// The curve's name for a person.
  func curveName(in bytes: Span<UInt8>) -> String {
    switch key.curve {
    case .named(let curve): curve.name
    case .other(let oid): oid.known?.name ?? oid.dotted(in: bytes)
    case .explicit(_, let fieldBits): "explicit parameters over \(fieldBits) bits"
    case .missing: "none"
    }
  }
}
