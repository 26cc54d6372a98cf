// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// A check of an elliptic curve key.
protocol ECCheck: SendableMetatype {
  /// The catalog entry.
  static var check: KeyCheck { get }

  /// Returns a hit, or nil if the key passes.
  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit?
}

/// The elliptic curve checks in the order in which they run.
enum ECChecks {
  /// Checks of the curve.
  static let ofCurve: [any ECCheck.Type] = [ExplicitParameters.self, UnusualCurve.self, CurveP521.self]
  /// Checks of a point that OpenSSL rejects; the first hit explains why.
  static let ofInvalidPoint: [any ECCheck.Type] = [
    PointAtInfinity.self, PointEncoding.self, CoordinateRange.self, PointOffCurve.self,
  ]
}

/// An elliptic curve key with its curve as an OpenSSL object.
struct PreparedECKey {
  let key: PublicKey.EC
  /// The curve, or nil if OpenSSL does not support it or rejects its parameters.
  let curve: EllipticCurve?

  /// The first octet of the point, which identifies its form (SEC 1 §2.3.3).
  func form(in bytes: Span<UInt8>) -> UInt8? { key.point.first.map { bytes[$0] } }

  /// The ranges of the encoded coordinates; empty if the form or the length is invalid.
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

  /// The name of the curve for display.
  func curveName(in bytes: Span<UInt8>) -> String {
    switch key.curve {
    case .named(let curve): curve.name
    case .other(let oid): oid.known?.name ?? oid.dotted(in: bytes)
    case .explicit(_, let fieldBits): "explicit parameters over a \(fieldBits)-bit field"
    case .missing: "none"
    }
  }
}

/// Keys that give their curve by parameters instead of by name, which is not allowed in certificates.
///
/// Parameters that differ from those of a named curve only in the generator indicate a forgery (CVE-2020-0601).
enum ExplicitParameters: ECCheck {
  static let check = KeyCheck(
    "ec-explicit-parameters", finds: "an elliptic curve key that does not identify its curve by name",
    source: "RFC 5480 §2.1.1, BR 7.1.3.1.2, CVE-2020-0601")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
    switch key.key.curve {
    case .named, .other: return nil
    case .missing:
      return hit([Evidence("curve", "none")])
    case .explicit(_, let fieldBits):
      var evidence = [Evidence("fieldBits", fieldBits)]
      if let curve = key.curve {
        if let twin = curve.matchingNamedCurve() {
          evidence.append(Evidence("equals", KnownOID.find(dotted: twin.dotted)?.name ?? twin.dotted))
          evidence.append(Evidence("generator", twin.hasSameGenerator ? "same" : "different (CVE-2020-0601)"))
        } else {
          evidence.append(Evidence("equals", "no named curve"))
        }
      } else {
        evidence.append(Evidence("parameters", "not a valid curve"))
      }
      return hit(evidence)
    }
  }

  private static func hit(_ evidence: [Evidence]) -> KeyHit {
    KeyHit(check, .proven, .invalid, predicts: PredictedCode.unsupportedAlgorithm, evidence)
  }
}

/// Named curves other than P-256, P-384 and P-521. A field smaller than 224 bits makes the key weak.
enum UnusualCurve: ECCheck {
  static let check = KeyCheck(
    "ec-curve", finds: "a curve other than P-256, P-384 or P-521", source: "BR 6.1.5, Sectigo, supported key sizes")
  private static let smallestField = 224

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
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

/// P-521, which the Baseline Requirements allow but some CAs and browsers do not support.
enum CurveP521: ECCheck {
  static let check = KeyCheck(
    "ec-p521", finds: "the curve P-521, which is allowed, but not accepted by Let's Encrypt and some clients",
    source: "BR 6.1.5, Mozilla Root Store Policy 5.1")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
    guard case .named(.p521) = key.key.curve else { return nil }
    return KeyHit(check, .proven, .clean, [Evidence("curve", "P-521")])
  }
}

/// The point at infinity, which is not a valid public key.
enum PointAtInfinity: ECCheck {
  static let check = KeyCheck(
    "ec-point-infinity", finds: "the point at infinity as the public key", source: "SP 800-56A r3 §5.6.2.3.3 step 1")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
    let isInfinity = key.form(in: bytes) == 0 && key.key.point.count == 1
    // Some software encodes it as (0, 0), which is not on any of the curves in use.
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
  /// Whether all bytes of the range are zero.
  func allZero(in bytes: Span<UInt8>) -> Bool {
    for position in self where bytes[position] != 0 { return false }
    return true
  }
}

/// Points in an encoding that certificates must not use: any other than compressed or uncompressed, or a wrong length.
enum PointEncoding: ECCheck {
  static let check = KeyCheck(
    "ec-point-encoding", finds: "a point with the wrong length, or in a form other than uncompressed or compressed",
    source: "RFC 5480 §2.2, SEC 1 §2.3.3")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
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

/// Coordinates that are not elements of the field.
enum CoordinateRange: ECCheck {
  static let check = KeyCheck(
    "ec-coordinate-range", finds: "a coordinate that is not less than the field prime",
    source: "SP 800-56A r3 §5.6.2.3.3 step 2")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
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

/// Points that do not satisfy the curve equation, and x coordinates without a matching y.
enum PointOffCurve: ECCheck {
  static let check = KeyCheck(
    "ec-point-off-curve", finds: "a point that is not on the curve", source: "SP 800-56A r3 §5.6.2.3.3 step 3")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
    guard key.curve != nil else { return nil }
    let coordinates = zip(["x", "y"], key.coordinates(in: bytes)).map { name, range in
      Evidence(name, bytes.hex(range))
    }
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey,
      [Evidence("curve", key.curveName(in: bytes))] + coordinates)
  }
}

/// Points outside the subgroup of the generator. Only curves with a cofactor have such points: on the curves of prime
/// order that certificates use, every point except infinity has the right order.
enum PointOrder: ECCheck {
  static let check = KeyCheck(
    "ec-point-order", finds: "a point whose product with the group order is not the point at infinity",
    source: "SP 800-56A r3 §5.6.2.3.3 step 4")

  static func find(_ key: PreparedECKey, in bytes: Span<UInt8>) -> KeyHit? {
    guard let curve = key.curve, curve.hasCofactor,
      !curve.hasGeneratorOrder(bytes.extracting(key.key.point))
    else { return nil }
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey, [Evidence("curve", key.curveName(in: bytes))])
  }
}
