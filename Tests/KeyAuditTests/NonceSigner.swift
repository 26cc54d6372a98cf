// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge

/// Signs requests with chosen nonces, by its own arithmetic.
final class NonceSigner {
  /// A request cannot be signed or read.
  struct Failure: Error {}

  private enum Group {
    case curve(CurveGenerator)
    case dsa(p: [UInt8], g: [UInt8])
  }

  let order: BigNumber
  let privateKey: BigNumber
  private let group: Group
  private let info: [UInt8]
  private let algorithm: [UInt8]

  /// Creates a key on a curve.
  init?(_ curve: NamedCurve, _ random: inout SeededGenerator) {
    guard let generator = CurveGenerator(curve) else { return nil }
    order = BigNumber(bigEndian: generator.order.span)
    privateKey = random.number(below: order)
    group = .curve(generator)
    guard let key = privateKey.bigEndianBytes(), let point = generator.point(times: key.span) else { return nil }
    info = KeyEncoder.ec(curve, point: [4] + point.x + point.y)
    algorithm = DER.sequence(DER.tagged(0x06, [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))
  }

  /// Uses the private key 0, whose public key is the point at infinity.
  init?(infinityOf curve: NamedCurve) {
    guard let generator = CurveGenerator(curve) else { return nil }
    order = BigNumber(bigEndian: generator.order.span)
    privateKey = BigNumber()
    group = .curve(generator)
    info = KeyEncoder.ec(curve, point: [0])
    algorithm = DER.sequence(DER.tagged(0x06, [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))
  }

  /// Creates a DSA key in a new group of 1024 and 160 bits.
  init?(_ random: inout SeededGenerator) {
    order = random.prime(bits: 160)
    var p = BigNumber()
    repeat {
      let even = random.number(bits: 1024 - 160).shiftedRight(by: 1).shiftedLeft(by: 1)
      p = order * even
      p.add(1)
    } while !p.isPrime
    var last = BigNumber(copying: p)
    last.subtract(1)
    guard let cofactor = last.quotient(dividingBy: order), let g = BigNumber(2).power(cofactor, modulo: p) else {
      return nil
    }
    privateKey = random.number(below: order)
    guard let y = g.power(privateKey, modulo: p) else { return nil }
    let parameters = DER.sequence(DER.integer(p) + DER.integer(order) + DER.integer(g))
    let identifier = DER.tagged(0x06, [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01])
    info = DER.sequence(DER.sequence(identifier + parameters) + DER.tagged(0x03, [0] + DER.integer(y)))
    algorithm = DER.sequence(DER.tagged(0x06, [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x02]))
    group = .dsa(p: p.bigEndianBytes() ?? [], g: g.bigEndianBytes() ?? [])
  }

  /// A request with this nonce; its common name is a number.
  func request(nonce: borrowing BigNumber, name: Int = 0, negatesS: Bool = false) throws -> KeyMaterial.Key {
    let commonName = DER.sequence(DER.tagged(0x06, [0x55, 0x04, 0x03]) + DER.tagged(0x0C, Array("\(name)".utf8)))
    let subject = DER.sequence(DER.tagged(0x31, commonName))
    let content = DER.sequence([0x02, 0x01, 0x00] + subject + info + [0xA0, 0x00])
    let hash = Digest(.sha256, of: content.span).bytes
    let h = BigNumber(bigEndian: hash.span).shiftedRight(by: max(0, 256 - order.bitCount))
    guard let r = power(nonce)?.remainder(dividingBy: order), let inverse = nonce.inverse(modulo: order),
      let s = ((h + r * privateKey) * inverse).remainder(dividingBy: order)
    else { throw Failure() }
    let signature = DER.sequence(DER.integer(r) + DER.integer(negatesS ? order - s : s))
    let der = DER.sequence(content + algorithm + DER.tagged(0x03, [0] + signature))
    guard let key = KeyMaterial(der.span).keys.first else { throw Failure() }
    return key
  }

  /// A request with a small nonce, or the negative of one.
  func request(small nonce: Int, name: Int = 0) throws -> KeyMaterial.Key {
    try request(nonce: residue(nonce), name: name)
  }

  /// A number modulo the order.
  func residue(_ number: Int) -> BigNumber {
    let magnitude = BigNumber(number.magnitude)
    return number < 0 ? order - magnitude : magnitude
  }

  /// The number from which r follows: the x coordinate, or the power modulo p.
  private func power(_ nonce: borrowing BigNumber) -> BigNumber? {
    switch group {
    case .curve(let generator):
      guard let octets = nonce.bigEndianBytes(), let point = generator.point(times: octets.span) else { return nil }
      return BigNumber(bigEndian: point.x.span)
    case .dsa(let p, let g):
      return BigNumber(bigEndian: g.span).power(nonce, modulo: BigNumber(bigEndian: p.span))
    }
  }
}

/// The distinguished encoding rules.
enum DER {
  static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length: [UInt8] =
      count < 0x80
      ? [UInt8(count)] : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
    return [tag] + length + content
  }

  static func sequence(_ content: [UInt8]) -> [UInt8] { tagged(0x30, content) }

  static func integer(_ number: borrowing BigNumber) -> [UInt8] {
    let octets = number.bigEndianBytes() ?? []
    return tagged(0x02, (octets.first ?? 0x80) >= 0x80 ? [0] + octets : octets)
  }
}

extension SeededGenerator {
  /// A number of at most this length.
  mutating func number(bits: Int) -> BigNumber {
    let words = (0..<(bits + 63) / 64).map { _ in next() }
    return BigNumber(littleEndian: words.span).shiftedRight(by: words.count * 64 - bits)
  }

  /// A number from 1 to `limit` - 1, not quite uniformly distributed.
  mutating func number(below limit: borrowing BigNumber) -> BigNumber {
    var range = BigNumber(copying: limit)
    range.subtract(1)
    var number = self.number(bits: limit.bitCount + 64).remainder(dividingBy: range) ?? BigNumber()
    number.add(1)
    return number
  }

  /// A prime with the two highest bits set.
  mutating func prime(bits: Int) -> BigNumber {
    var number = self.number(bits: bits - 2) + BigNumber(3).shiftedLeft(by: bits - 2)
    if !number.isOdd { number.add(1) }
    while !number.isPrime { number.add(2) }
    return number
  }
}
