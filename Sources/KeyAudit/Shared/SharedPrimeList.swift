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
