// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
package import PKCS10
internal import SystemBridge

/// Primes of other keys, stored as products: one greatest common divisor factors a key that has one of the primes.
///
/// A look-up costs several times as much as all other checks together, so use a list only where that is acceptable.
package struct SharedPrimeList: KeyList {
  /// The name of the list in evidence.
  package let name: String
  /// The products.
  package let products: [Product]

  /// A product of primes from moduli of one length.
  package struct Product: Sendable {
    /// The length of the moduli in bits, or nil for moduli of any length.
    package let modulusBits: Int?
    private let file: FixedBytes
    private let range: Range<Int>

    /// Creates a product from an odd number greater than 1, big-endian in a range of a file.
    init(_ file: FixedBytes, _ range: Range<Int>, modulusBits: Int?) {
      self.file = file
      self.range = range
      self.modulusBits = modulusBits
    }

    /// Creates a product from an odd number greater than 1, big-endian.
    init(_ octets: [UInt8], modulusBits: Int?) {
      self.init(FixedBytes(octets), octets.indices, modulusBits: modulusBits)
    }

    /// The length of the product in bits.
    package var bits: Int { withOctets { BigNumber(bigEndian: $0).bitCount } }

    /// Calls a closure with the magnitude, big-endian.
    func withOctets<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
      file.withBytes { body($0.extracting(range)) }
    }
  }

  init(name: String, products: [Product]) {
    self.name = name
    self.products = products
  }

  /// Joins lists in order.
  package init(name: String, joining lists: [SharedPrimeList]) {
    self.init(name: name, products: lists.flatMap(\.products))
  }

  /// Returns a hit with both factors if the modulus has a prime of the list.
  package func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    guard case .rsa(let rsa) = key.key, !rsa.isNegative, (2...PreparedRSAKey.bitLimit).contains(rsa.bits),
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

extension SharedPrimeList {
  /// Imports a product in gmpy2's binary format, which starts with two bytes of value 1, or lines of primes.
  ///
  /// - Parameter modulusBits: the length in bits of the moduli that the primes of a product are from; nil for any.
  package init(name: String, importing bytes: Span<UInt8>, modulusBits: Int?) throws(ListError) {
    if bytes.count > 1, bytes[0] == 1, bytes[1] == 1 {
      try self.init(name: name, gmpy2: bytes, modulusBits: modulusBits)
    } else {
      try self.init(name: name, hexLines: bytes)
    }
  }

  /// Imports primes in hexadecimal, one per line. Each prime applies to moduli of twice its length.
  ///
  /// Empty lines and lines that start with `#` are skipped.
  package init(name: String, hexLines text: Span<UInt8>) throws(ListError) {
    var primes: [Int: [[UInt64]]] = [:]
    var reader = HexLines(expecting: "a prime of an RSA key in hexadecimal")
    while let line = try reader.next(in: text) {
      let number = BigNumber(bigEndian: line.span)
      guard number.bitCount <= SharedPrimeList.primeLimit, number.isOdd, !number.isOne else { throw reader.error() }
      let bits = (number.bitCount + 7) / 8 * 8
      primes[2 * bits, default: []].append(number.littleEndianWords(count: (number.bitCount + 63) / 64) ?? [])
    }
    guard !primes.isEmpty else { throw .header(offset: 0, what: "the list has no primes") }
    self.init(
      name: name,
      products: primes.sorted { $0.key < $1.key }.map { bits, factors in
        let product = SharedPrimeList.product(factors)
        return Product(BigNumber(littleEndian: product.span).bigEndianBytes() ?? [], modulusBits: bits)
      })
  }

  /// Imports a product in gmpy2's binary format, as badkeys publishes it: two bytes of value 1, then the magnitude,
  /// little-endian.
  ///
  /// - Parameter modulusBits: the length in bits of the moduli that the primes are from, which is in the name of a badkeys
  ///   file; nil for any.
  package init(name: String, gmpy2 bytes: Span<UInt8>, modulusBits: Int?) throws(ListError) {
    for offset in 0..<min(2, bytes.count) where bytes[offset] != 1 {
      throw .header(offset: offset, what: "not a number in gmpy2's binary format")
    }
    guard bytes.count > 2 else { throw .truncated(offset: bytes.count, expected: 3) }
    guard bytes.count <= SharedPrimeList.productLimit else {
      throw .overlong(offset: SharedPrimeList.productLimit, found: bytes.count)
    }
    var octets: [UInt8] = []
    octets.reserveCapacity(bytes.count - 2)
    for offset in (2..<bytes.count).reversed() { octets.append(bytes[offset]) }
    guard SharedPrimeList.isProduct(octets.span) else { throw .header(offset: 2, what: "not a product of odd primes") }
    let digits = Array(octets.drop { $0 == 0 })
    self.init(name: name, products: [Product(digits, modulusBits: modulusBits)])
  }

  /// Whether a magnitude can be a product of odd primes: it must be odd and not one.
  static func isProduct(_ octets: Span<UInt8>) -> Bool {
    guard let last = octets.indices.last, octets[last] & 1 == 1 else { return false }
    return octets[last] != 1 || octets.indices.contains { $0 != last && octets[$0] != 0 }
  }

  /// The maximum length of a prime in bits.
  private static let primeLimit = 16_384
  /// The maximum length of a product in bytes, which bounds the work of reading.
  static let productLimit = 64 << 20

  /// Multiplies in pairs, so that factors have similar lengths. Each pass halves the number of factors.
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
}
