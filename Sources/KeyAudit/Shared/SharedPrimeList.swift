// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10

/// Primes that are known from other keys, as products: a key that has one of them is factored by one greatest common
/// divisor. It costs some hundred microseconds a key, so it is for those who ask.
public struct SharedPrimeList: KeyList {
  /// The name by which the evidence calls the list.
  public let name: String
  /// The products; `SharedPrimeFile` says how a file holds them.
  public let products: [Product]

  /// The product of primes that were found in moduli of one length.
  public final class Product: Sendable {
    /// The length of the moduli in bits, or nil for primes of any modulus.
    public let modulusBits: Int?
    let value: BigNumber

    init(_ value: consuming BigNumber, modulusBits: Int?) {
      self.value = value
      self.modulusBits = modulusBits
    }

    /// The length of the product in bits.
    public var bits: Int { value.bitCount }
  }

  init(name: String, products: [Product]) {
    self.name = name
    self.products = products
  }

  /// Lists in one, in their order.
  public init(name: String, joining lists: [SharedPrimeList]) {
    self.init(name: name, products: lists.flatMap(\.products))
  }

  /// A hit with both factors where the modulus has a prime of the list.
  public func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    guard case .rsa(let rsa) = key.key, !rsa.isNegative, (2...RSAWork.bitLimit).contains(rsa.bits),
      let last = rsa.modulus.last, bytes[last] & 1 == 1
    else { return nil }
    let modulus = BigNumber(bigEndian: bytes.extracting(rsa.modulus))
    for product in products where product.modulusBits.map({ abs($0 - rsa.bits) <= 8 }) ?? true {
      guard let rest = product.value.remainder(dividingBy: modulus), !rest.isCoprime(toOdd: modulus) else { continue }
      if let hit = hit(modulus, divisor: rest.greatestCommonDivisor(modulus)) { return hit }
    }
    return nil
  }

  private func hit(_ modulus: borrowing BigNumber, divisor: borrowing BigNumber) -> KeyHit? {
    guard let cofactor = modulus.quotient(dividingBy: divisor) else { return nil }
    let evidence =
      cofactor.isOne ? [Evidence("divisor", divisor)] : [Evidence("p", divisor), Evidence("q", cofactor)]
    return KeyHit(
      SharedPrime.check, .proven, .compromised, predicts: PredictedCode.compromised,
      evidence + [Evidence("list", name)])
  }
}
