// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10
internal import SystemBridge

/// Primes that are known from other keys, as products: a key that has one of them is factored by one greatest common
/// divisor. It costs several times as much as all other checks, so it is for those who ask.
public struct SharedPrimeList: KeyList {
  /// The name by which the evidence calls the list.
  public let name: String
  /// The products; `SharedPrimeFile` says how a file holds them.
  public let products: [Product]

  /// The product of primes that were found in moduli of one length.
  public struct Product: Sendable {
    /// The length of the moduli in bits, or nil for primes of any modulus.
    public let modulusBits: Int?
    private let file: FixedBytes
    private let range: Range<Int>

    /// An odd number above 1, big-endian in a part of a file.
    init(_ file: FixedBytes, _ range: Range<Int>, modulusBits: Int?) {
      self.file = file
      self.range = range
      self.modulusBits = modulusBits
    }

    /// An odd number above 1, big-endian.
    init(_ octets: [UInt8], modulusBits: Int?) {
      self.init(FixedBytes(octets), octets.indices, modulusBits: modulusBits)
    }

    /// The length of the product in bits.
    public var bits: Int { withOctets { BigNumber(bigEndian: $0).bitCount } }

    /// Lends the magnitude, big-endian.
    func withOctets<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
      file.withBytes { body($0.extracting(range)) }
    }
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
      let modulus = OddModulus(bigEndian: bytes.extracting(rsa.modulus))
    else { return nil }
    for product in products where product.modulusBits.map({ abs($0 - rsa.bits) <= 8 }) ?? true {
      let divisor = product.withOctets(modulus.commonDivisor)
      let number = BigNumber(littleEndian: divisor.span)
      if !number.isOne { return hit(BigNumber(bigEndian: bytes.extracting(rsa.modulus)), divisor: number) }
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
