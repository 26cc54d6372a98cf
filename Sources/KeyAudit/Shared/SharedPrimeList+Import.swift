// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

extension SharedPrimeList {
  /// A list of others: a product as gmpy2 writes it, which starts with two octets of one, or lines of primes.
  ///
  /// - Parameter modulusBits: the length of the moduli that a product's primes came from; nil for any.
  public init(name: String, importing bytes: Span<UInt8>, modulusBits: Int?) throws(ListError) {
    if bytes.count > 1, bytes[0] == 1, bytes[1] == 1 {
      try self.init(name: name, gmpy2: bytes, modulusBits: modulusBits)
    } else {
      try self.init(name: name, hexLines: bytes)
    }
  }

  /// A list of primes in hexadecimal, one a line, each of which concerns moduli of twice its length; a line that starts
  /// with `#`, and an empty one, says nothing.
  public init(name: String, hexLines text: Span<UInt8>) throws(ListError) {
    var primes: [Int: [[UInt64]]] = [:]
    var reader = HexLines(expecting: "a prime of an RSA key in hexadecimal")
    while let line = try reader.next(in: text) {
      let number = BigNumber(bigEndian: line.span)
      guard number.bitCount <= SharedPrimeList.primeLimit, number.isOdd, !number.isOne else { throw reader.fault() }
      let bits = (number.bitCount + 7) / 8 * 8
      primes[2 * bits, default: []].append(number.littleEndianWords(count: (number.bitCount + 63) / 64) ?? [])
    }
    guard !primes.isEmpty else { throw .header(offset: 0, what: "no prime at all") }
    self.init(
      name: name,
      products: primes.sorted { $0.key < $1.key }.map { bits, factors in
        let product = SharedPrimeList.product(factors)
        return Product(BigNumber(littleEndian: product.span).bigEndianBytes() ?? [], modulusBits: bits)
      })
  }

  /// A product as gmpy2 writes it, which is how badkeys carries its primes: two octets of one, then the magnitude from
  /// its lowest octet.
  ///
  /// - Parameter modulusBits: the length of the moduli that the primes came from, which badkeys has in the file's name;
  ///   nil for any.
  public init(name: String, gmpy2 bytes: Span<UInt8>, modulusBits: Int?) throws(ListError) {
    for offset in 0..<min(2, bytes.count) where bytes[offset] != 1 {
      throw .header(offset: offset, what: "not a number that gmpy2 wrote")
    }
    guard bytes.count > 2 else { throw .truncated(offset: bytes.count, expected: 3) }
    guard bytes.count <= SharedPrimeList.productLimit else {
      throw .overlong(offset: SharedPrimeList.productLimit, found: bytes.count)
    }
    var octets: [UInt8] = []
    octets.reserveCapacity(bytes.count - 2)
    for offset in (2..<bytes.count).reversed() { octets.append(bytes[offset]) }
    guard SharedPrimeList.isProduct(octets.span) else { throw .header(offset: 2, what: "no product of odd primes") }
    let digits = Array(octets.drop { $0 == 0 })
    self.init(name: name, products: [Product(digits, modulusBits: modulusBits)])
  }

  /// Whether a magnitude can be a product of odd primes: it is odd and not one.
  static func isProduct(_ octets: Span<UInt8>) -> Bool {
    guard let last = octets.indices.last, octets[last] & 1 == 1 else { return false }
    return octets[last] != 1 || octets.indices.contains { $0 != last && octets[$0] != 0 }
  }

  /// The longest prime in bits.
  private static let primeLimit = 16_384
  /// The longest product in bytes: a tree over more would not be one that somebody means to read.
  static let productLimit = 64 << 20

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
}
