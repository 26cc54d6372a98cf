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

/// Keys that write out their curve instead of naming it, which certificates may not do.
///
/// If all but the generator is a named curve's, the parameters are those of a forgery (CVE-2020-0601).
enum ExplicitParameters: ECCheck {
  static let check = KeyCheck(
    "ec-explicit-parameters", finds: "a curve written out as parameters, and the named curve that it equals",
    source: "RFC 5480 §2.1.1, BR 7.1.3.1.2, CVE-2020-0601")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    switch key.key.curve {
    case .named, .other: return nil
    case .missing:
      return hit([Evidence("curve", "none")])
    case .explicit(_, let fieldBits):
      var evidence = [Evidence("fieldBits", fieldBits)]
      if let curve = key.curve {
        if let twin = curve.namedTwin() {
          evidence.append(Evidence("equals", KnownOID.find(dotted: twin.dotted)?.name ?? twin.dotted))
          evidence.append(Evidence("generator", twin.hasSameGenerator ? "same" : "different (CVE-2020-0601)"))
        } else {
          evidence.append(Evidence("equals", "no named curve"))
        }
      } else {
        evidence.append(Evidence("parameters", "not those of a curve"))
      }
      return hit(evidence)
    }
  }

  private static func hit(_ evidence: [Evidence]) -> KeyHit {
    KeyHit(check, .proven, .invalid, predicts: PredictedCode.unsupportedAlgorithm, evidence)
  }
}

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
