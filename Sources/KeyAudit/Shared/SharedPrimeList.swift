// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10

/// Primes that are known from other keys, as products: a key that has one of them is factored by one greatest common
/// divisor. It costs some hundred microseconds a key, so it is for those who ask.
public struct SharedPrimeList: KeyList {
  /// The name by which the evidence calls the list.
  public let name: String
  private let products: [Product]

  /// The product of the primes that were found in moduli of one length.
  private final class Product: Sendable {
    /// The length of the moduli in bits, or nil for primes of any modulus.
    let modulusBits: Int?
    let value: BigNumber

    init(_ value: consuming BigNumber, modulusBits: Int?) {
      self.value = value
      self.modulusBits = modulusBits
    }
  }

  /// A list of primes in hexadecimal, one a line, each of which concerns moduli of twice its length; a line that starts
  /// with `#`, and an empty one, says nothing.
  ///
  /// - Throws: `PrimeListError` with the number of the line, counted from 1.
  public init(name: String, hexLines text: Span<UInt8>) throws(PrimeListError) {
    self.name = name
    var primes: [Int: [[UInt64]]] = [:]
    var reader = HexLines(text)
    while let line = try reader.next(in: text) {
      let number = BigNumber(bigEndian: line.span)
      guard number.bitCount <= SharedPrimeList.primeLimit, number.isOdd, !number.isOne else {
        throw .noPrime(line: reader.line)
      }
      let bits = (number.bitCount + 7) / 8 * 8
      primes[2 * bits, default: []].append(number.littleEndianWords(count: (number.bitCount + 63) / 64) ?? [])
    }
    guard !primes.isEmpty else { throw .empty }
    products = primes.sorted { $0.key < $1.key }.map { bits, factors in
      let product = SharedPrimeList.product(factors)
      return Product(BigNumber(littleEndian: product.span), modulusBits: bits)
    }
  }

  /// A product as gmpy2 writes it, which is how badkeys carries its primes: two octets of one, then the magnitude from
  /// its lowest octet.
  ///
  /// - Parameter modulusBits: the length of the moduli that the primes came from, which badkeys has in the file's name.
  public init(name: String, gmpy2 bytes: Span<UInt8>, modulusBits: Int) throws(PrimeListError) {
    self.name = name
    guard bytes.count > 2 else { throw .empty }
    guard bytes[0] == 1, bytes[1] == 1 else { throw .noProduct(offset: bytes[0] == 1 ? 1 : 0) }
    guard bytes.count <= SharedPrimeList.productLimit else { throw .tooLong(limit: SharedPrimeList.productLimit) }
    var octets: [UInt8] = []
    octets.reserveCapacity(bytes.count - 2)
    for offset in (2..<bytes.count).reversed() { octets.append(bytes[offset]) }
    let value = BigNumber(bigEndian: octets.span)
    guard value.isOdd, !value.isOne else { throw .noProduct(offset: 2) }
    products = [Product(value, modulusBits: modulusBits)]
  }

  /// Lists in one, in their order.
  public init(name: String, joining lists: [SharedPrimeList]) {
    self.name = name
    products = lists.flatMap(\.products)
  }

  /// The longest prime in bits.
  private static let primeLimit = 16_384
  /// The longest product in bytes: a tree over more would not be one that somebody means to read.
  private static let productLimit = 64 << 20

  /// Multiplies in pairs, so that long factors meet factors of their length.
  private static func product(_ factors: [[UInt64]]) -> [UInt64] {
    let arithmetic = LongArithmetic()
    var level = factors
    while level.count > 1 {
      var next: [[UInt64]] = []
      for index in stride(from: 0, to: level.count - 1, by: 2) {
        next.append(LongArithmetic.trimmed(arithmetic.multiply(level[index], level[index + 1])))
      }
      if level.count % 2 == 1, let last = level.last { next.append(last) }
      level = next
    }
    return level.first ?? [1]
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
