// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The domain parameters of an elliptic curve, and checks of its points.
@safe package final class EllipticCurve {
  private let owner: CurveGroup
  private var group: OpaquePointer { unsafe owner.pointer }
  private let point: OpaquePointer
  private let context = BigNumberContext()

  private init?(_ owner: CurveGroup?) {
    guard let owner else { return nil }
    guard let point = unsafe EC_POINT_new(owner.pointer) else { outOfMemory() }
    self.owner = owner
    unsafe self.point = point
  }

  deinit { unsafe EC_POINT_free(point) }

  /// Creates a named curve; nil if this build of OpenSSL does not have it.
  package convenience init?(_ curve: NamedCurve) { self.init(curve.group) }

  /// Creates a curve by its dotted object identifier; nil if OpenSSL does not know it.
  package convenience init?(dotted: String) {
    let number = unsafe OBJ_txt2nid(dotted)
    self.init(number == NID_undef ? nil : CurveGroup(number))
  }

  /// Creates a curve from ECParameters in DER (RFC 3279 §2.3.5); nil if OpenSSL rejects them.
  package convenience init?(parameters: Span<UInt8>) {
    let group = unsafe parameters.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_ECPKParameters(nil, &position, buffer.count)
    }
    unsafe self.init(CurveGroup(owning: group))
  }

  /// The result of checking an encoded point.
  package enum PointStatus: Sendable, Hashable {
    case onCurve
    case infinity
    /// Not on the curve, or not a valid encoding.
    case invalid
  }

  /// Decodes a point (SEC 1 §2.3.4) and checks the curve's equation.
  package func status(of octets: Span<UInt8>) -> PointStatus {
    let isRead = unsafe octets.withUnsafeBufferPointer { buffer in
      unsafe EC_POINT_oct2point(group, point, buffer.baseAddress, buffer.count, context.pointer) == 1
    }
    guard isRead else {
      ERR_clear_error()
      return .invalid
    }
    return unsafe EC_POINT_is_at_infinity(group, point) == 1 ? .infinity : .onCurve
  }

  /// Whether the curve has points outside the generator's group.
  package var hasCofactor: Bool { unsafe BN_is_one(EC_GROUP_get0_cofactor(group)) != 1 }

  /// Whether a point on the curve, multiplied by the generator's order, is the point at infinity.
  package func hasGeneratorOrder(_ octets: Span<UInt8>) -> Bool {
    guard status(of: octets) == .onCurve, let product = unsafe EC_POINT_new(group) else { return false }
    defer { unsafe EC_POINT_free(product) }
    let done = unsafe EC_POINT_mul(group, product, nil, point, EC_GROUP_get0_order(group), context.pointer) == 1
    if !done { ERR_clear_error() }
    return unsafe done && EC_POINT_is_at_infinity(group, product) == 1
  }

  /// The length of a field element in bytes.
  package var coordinateLength: Int { (Int(unsafe EC_GROUP_get_degree(group)) + 7) / 8 }

  /// The prime of the field, or the polynomial of a binary field, big-endian.
  package var field: [UInt8] {
    let prime = BigNumber()
    guard unsafe EC_GROUP_get_curve(group, prime.pointer, nil, nil, context.pointer) == 1 else { return [] }
    return prime.bigEndianBytes() ?? []
  }

  /// Whether the field is a prime field.
  package var isPrimeField: Bool {
    unsafe EC_GROUP_get_field_type(group) == NID_X9_62_prime_field
  }

  /// The named curve with the same field and coefficients, as a dotted object identifier, and whether its generator is
  /// also the same; nil if there is none.
  ///
  /// Parameters that differ only in the generator were used to forge a certificate in CVE-2020-0601.
  package func matchingNamedCurve() -> (dotted: String, hasSameGenerator: Bool)? {
    for number in EllipticCurve.knownCurves {
      guard let other = EllipticCurve(CurveGroup(number)),
        unsafe EC_GROUP_get_degree(group) == EC_GROUP_get_degree(other.group), hasEquation(of: other)
      else { continue }
      let isSame = unsafe EC_GROUP_cmp(group, other.group, context.pointer) == 0
      return (EllipticCurve.dotted(number), isSame)
    }
    return nil
  }

  /// The numeric identifiers of all curves of this build of OpenSSL.
  private static let knownCurves: [Int32] = {
    let count = EC_get_builtin_curves(nil, 0)
    return unsafe withUnsafeTemporaryAllocation(of: EC_builtin_curve.self, capacity: max(count, 1)) { curves in
      let filled = unsafe min(EC_get_builtin_curves(curves.baseAddress, count), count)
      return (0..<filled).map { unsafe curves[$0].nid }
    }
  }()

  private func hasEquation(of other: EllipticCurve) -> Bool {
    let (left, right) = (coefficients, other.coefficients)
    return !left.isEmpty && left == right
  }

  /// The field, a and b, each as long as the field.
  private var coefficients: [UInt8] {
    let prime = BigNumber()
    let a = BigNumber()
    let b = BigNumber()
    guard unsafe EC_GROUP_get_curve(group, prime.pointer, a.pointer, b.pointer, context.pointer) == 1,
      let field = prime.bigEndianBytes(), let first = a.bigEndianBytes(width: field.count),
      let second = b.bigEndianBytes(width: field.count)
    else { return [] }
    return field + first + second
  }

  private static func dotted(_ number: Int32) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard unsafe OBJ_obj2txt(buffer.baseAddress, 128, OBJ_nid2obj(number), 1) > 0, let text = buffer.baseAddress
      else { return "" }
      return unsafe String(cString: text)
    }
  }
}

/// The curves that a CA may certify (Baseline Requirements 6.1.5), and secp256k1, which also occurs in requests.
package enum NamedCurve: UInt8, Sendable, Hashable, CaseIterable {
  case p256, p384, p521, secp256k1

  /// The length of the field in bits.
  package var bits: Int {
    switch self {
    case .p256, .secp256k1: 256
    case .p384: 384
    case .p521: 521
    }
  }

  /// The name in FIPS 186 or SEC 2.
  package var name: String {
    switch self {
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .secp256k1: "secp256k1"
    }
  }

  /// The length of a coordinate in bytes.
  package var coordinateLength: Int { (bits + 7) / 8 }

  var nid: Int32 {
    switch self {
    case .p256: NID_X9_62_prime256v1
    case .p384: NID_secp384r1
    case .p521: NID_secp521r1
    case .secp256k1: NID_secp256k1
    }
  }
}
