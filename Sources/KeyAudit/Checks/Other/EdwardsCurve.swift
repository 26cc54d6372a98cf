// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// The curves of RFC 8410 and the arithmetic of their fields that the checks need.
struct EdwardsCurve: Sendable {
  /// How a key's bytes are read.
  enum Form: Sendable {
    /// y with the sign of x in the top bit (RFC 8032); a·x² + y² = 1 + d·x²·y².
    case edwards(isTwisted: Bool, d: Int)
    /// u alone (RFC 7748); v² = u³ + A·u² + u.
    case montgomery(coefficient: Int)
  }

  /// The bits of the field's prime, which is 2^bits - 19 or 2^448 - 2^224 - 1.
  let bits: Int
  let form: Form

  /// The curve of a key, by its algorithm's name.
  init?(_ algorithm: KnownOID) {
    switch algorithm.name {
    // d is -121665/121666; the numerator and denominator are multiplied out where it is used.
    case "Ed25519": self.init(bits: 255, form: .edwards(isTwisted: true, d: -121_665))
    case "Ed448": self.init(bits: 448, form: .edwards(isTwisted: false, d: -39_081))
    case "X25519": self.init(bits: 255, form: .montgomery(coefficient: 486_662))
    case "X448": self.init(bits: 448, form: .montgomery(coefficient: 156_326))
    default: return nil
    }
  }

  private init(bits: Int, form: Form) {
    self.bits = bits
    self.form = form
  }

  /// The field's prime.
  var prime: BigNumber {
    let power = BigNumber(1).shiftedLeft(by: bits)
    guard bits == 448 else { return power - BigNumber(19) }
    var prime = power - BigNumber(1).shiftedLeft(by: 224)
    prime.subtract(1)
    return prime
  }

  /// d in the field, or A.
  func constant(_ prime: borrowing BigNumber) -> BigNumber {
    switch form {
    case .montgomery(let coefficient): return BigNumber(UInt(coefficient))
    case .edwards(let isTwisted, let d):
      let negative = prime - BigNumber(UInt(-d))
      guard isTwisted, let inverse = BigNumber(121_666).inverse(modulo: prime) else { return negative }
      return EdwardsCurve.reduce(negative * inverse, prime)
    }
  }

  /// The coordinate that the bytes hold, big-endian and without the sign bit.
  func coordinate(_ raw: Range<Int>, in bytes: Span<UInt8>) -> [UInt8] {
    var octets = raw.reversed().map { bytes[$0] }
    // X25519 ignores the top bit (RFC 7748 §5); the 57th octet of Ed448 holds the sign alone.
    if bits == 255 || octets.count == 57 { octets[0] &= 0x7F }
    return octets
  }

  static func reduce(_ number: borrowing BigNumber, _ prime: borrowing BigNumber) -> BigNumber {
    number.remainder(dividingBy: prime) ?? BigNumber()
  }
}
