// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// An ECDSA or DSA signature of a request as an equation (FIPS 186-5 §6.4): s·k = h + r·d modulo the order of the group,
/// with the nonce k and the private key d.
final class SignatureEquation {
  /// The number of the key in its run.
  let number: Int
  /// The group and the public key; equal for signatures with the same private key.
  let key: [UInt8]
  /// The order of the group.
  let order: BigNumber
  let r: BigNumber
  let s: BigNumber
  let h: BigNumber
  let owner: Owner
  /// The generator's power to the nonce; nil unless the signature is valid.
  private(set) lazy var noncePower: NoncePower? = computedNoncePower()

  /// What proves a private key.
  enum Owner {
    case curve(CurveGenerator, point: CurvePoint)
    case dsa(DSAParameters)
  }

  /// Reads the signature of a request; nil unless it is an ECDSA or DSA signature with numbers in range.
  ///
  /// The caller checks that the signature is valid.
  init?(_ request: CertificationRequest, number: Int) {
    let bytes = request.der.span
    guard let digest = SignatureAlgorithm(request.signatureAlgorithm.oid).digest,
      let numbers = SignatureNumbers(request.der[request.signature])
    else { return nil }
    switch request.publicKey.key {
    case .ec(let key):
      guard case .named(let curve) = key.curve, let generator = CurveGenerator(curve),
        let point = generator.coordinates(of: bytes.extracting(key.point))
      else { return nil }
      order = BigNumber(bigEndian: generator.order.span)
      owner = .curve(generator, point: point)
      self.key = [curve.rawValue] + point.x + point.y
    case .dsa(let key):
      guard let parameters = DSAParameters(request.publicKey, key, in: bytes) else { return nil }
      order = BigNumber(bigEndian: parameters.q.span)
      owner = .dsa(parameters)
      self.key = parameters.p + parameters.q + parameters.g + parameters.y
    default: return nil
    }
    self.number = number
    r = BigNumber(bigEndian: numbers.r.span)
    s = BigNumber(bigEndian: numbers.s.span)
    guard !r.isZero, !s.isZero, r < order, s < order else { return nil }
    let hash = Digest(digest, of: request.info, in: bytes).bytes
    h = BigNumber(bigEndian: hash.span).shiftedRight(by: max(0, 8 * hash.count - order.bitCount))
  }

  /// Whether the signature's r is that of a nonce and of its negative, as for elliptic curves.
  var hasTwoNonces: Bool { if case .curve = owner { true } else { false } }

  /// The private key that follows from the nonce; nil if the public key is not that of it.
  func privateKey(nonce: borrowing BigNumber) -> BigNumber? {
    guard let product = (s * nonce - h).remainder(dividingBy: order), let inverse = r.inverse(modulo: order),
      let key = (product * inverse).remainder(dividingBy: order)
    else { return nil }
    guard owns(key) else { return nil }
    return key
  }

  /// The nonce that follows from the private key.
  func nonce(privateKey: borrowing BigNumber) -> BigNumber? {
    guard let inverse = s.inverse(modulo: order) else { return nil }
    return ((h + r * privateKey) * inverse).remainder(dividingBy: order)
  }

  /// Whether a number is the private key.
  func owns(_ key: borrowing BigNumber) -> Bool {
    guard let octets = key.bigEndianBytes(), !octets.isEmpty else { return false }
    switch owner {
    case .curve(let generator, let point):
      return generator.point(times: octets.span) == point
    case .dsa(let parameters): return parameters.publicValue(of: key) == parameters.y
    }
  }
}

/// The two numbers of a signature in DER (RFC 3279 §2.2.2, §2.2.3), without leading zeros.
struct SignatureNumbers {
  let r: [UInt8]
  let s: [UInt8]

  init?(_ signature: ArraySlice<UInt8>) {
    let octets = Array(signature)
    let bytes = octets.span
    var outer = Cursor(0..<octets.count)
    guard let list = try? outer.next(.sequence, in: bytes) else { return nil }
    var inner = Cursor(list.content)
    guard let first = try? inner.next(.integer, in: bytes), let second = try? inner.next(.integer, in: bytes),
      first.content.count <= SignatureNumbers.lengthLimit, second.content.count <= SignatureNumbers.lengthLimit
    else { return nil }
    r = Array(octets[first.content].drop { $0 == 0 })
    s = Array(octets[second.content].drop { $0 == 0 })
  }

  /// The maximum length of a number in bytes: that of P-521 and a sign.
  private static let lengthLimit = 67
}

/// The numbers of a DSA key (RFC 3279 §2.3.2).
struct DSAParameters {
  let p: [UInt8]
  let q: [UInt8]
  let g: [UInt8]
  let y: [UInt8]

  init?(_ info: SubjectPublicKeyInfo, _ key: PublicKey.DSA, in bytes: Span<UInt8>) {
    guard let node = info.algorithm.parameters else { return nil }
    var outer = Cursor(node.range)
    guard let list = try? outer.next(.sequence, in: bytes) else { return nil }
    var inner = Cursor(list.content)
    var numbers: [[UInt8]] = []
    for _ in 0..<3 {
      guard let number = try? inner.next(.integer, in: bytes) else { return nil }
      numbers.append(Array(number.content.map { bytes[$0] }.drop { $0 == 0 }))
    }
    (p, q, g) = (numbers[0], numbers[1], numbers[2])
    y = Array(key.publicValue.map { bytes[$0] }.drop { $0 == 0 })
    guard p.count <= PreparedRSAKey.bitLimit / 8, q.count <= 64, let last = p.last, last & 1 == 1, !q.isEmpty else {
      return nil
    }
  }

  /// The public value of a private key.
  func publicValue(of key: borrowing BigNumber) -> [UInt8]? {
    BigNumber(bigEndian: g.span).power(key, modulo: BigNumber(bigEndian: p.span))?.bigEndianBytes()
  }
}
