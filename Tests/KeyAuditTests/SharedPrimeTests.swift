// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

/// Shared primes within a run and in lists, and the long arithmetic behind them.
@Suite struct SharedPrimeTests {
  private static func random(_ count: Int, _ generator: inout SeededGenerator) -> [UInt64] {
    (0..<count).map { _ in generator.next() }
  }

  @Test(arguments: [(1, 1), (3, 200), (159, 161), (161, 161), (170, 900), (700, 701), (1500, 1500)])
  func `long products match OpenSSL's`(counts: (Int, Int)) {
    var generator = SeededGenerator(state: 7)
    let arithmetic = LongArithmetic()
    for kind in 0..<3 {
      let left = kind == 1 ? [UInt64](repeating: .max, count: counts.0) : Self.random(counts.0, &generator)
      let right = kind == 1 ? [UInt64](repeating: .max, count: counts.1) : Self.random(counts.1, &generator)
      let product = arithmetic.multiply(left, right)
      let isEqual =
        BigNumber(littleEndian: product.span) == BigNumber(littleEndian: left.span)
        * BigNumber(littleEndian: right.span)
      #expect(isEqual)
    }
  }

  @Test(arguments: [(1, 3), (8, 9), (9, 10), (100, 101), (500, 501), (1000, 1001)])
  func `long fractions are correct up to a small error`(counts: (Int, Int)) {
    var generator = SeededGenerator(state: 8)
    let arithmetic = LongArithmetic()
    for shift in [0, 1, 63] {
      var denominator = Self.random(counts.0, &generator)
      denominator[counts.0 - 1] = max(denominator[counts.0 - 1] >> UInt64(shift), 2)
      var numerator = Self.random(counts.0, &generator)
      numerator[counts.0 - 1] = denominator[counts.0 - 1] - 1
      let fraction = arithmetic.fraction(numerator, over: denominator, count: counts.1)
      let scaled = BigNumber(littleEndian: numerator.span).shiftedLeft(by: 64 * counts.1)
      let exact = scaled.quotient(dividingBy: BigNumber(littleEndian: denominator.span)) ?? BigNumber()
      let error = BigNumber(littleEndian: fraction.span) - exact
      #expect(error.bitCount < 8)
    }
  }

  @Test func `cofactors are the same with one tree and with several`() {
    var generator = SeededGenerator(state: 5)
    let moduli = (0..<45).map { index in
      var words = Self.random(index % 7 == 3 ? 64 : 16 + index, &generator)
      words[0] |= 1
      return words
    }
    let expected = BatchGCD().cofactors(moduli)
    for limit in [1, 10_000, 40_000, 1 << 16] {
      #expect(BatchGCD().cofactors(moduli, treeLimit: limit) == expected, "\(limit)")
    }
  }

  @Test(arguments: [2, 3, 5, 16, 37, 100])
  func `batch cofactors match direct multiplication`(count: Int) {
    var generator = SeededGenerator(state: UInt64(count))
    let moduli = (0..<count).map { index in
      var words = Self.random(index % 5 == 4 ? 40 : 32, &generator)
      words[0] |= 1
      return words
    }
    for (index, cofactor) in BatchGCD().cofactors(moduli).enumerated() {
      let own = moduli[index]
      let modulus = BigNumber(littleEndian: own.span)
      var expected = BigNumber(1)
      for other in 0..<count where other != index {
        let words = moduli[other]
        let product = expected * BigNumber(littleEndian: words.span)
        expected = product.remainder(dividingBy: modulus) ?? BigNumber()
      }
      let isEqual = BigNumber(littleEndian: cofactor.span) == expected
      #expect(isEqual)
    }
  }

  private static func hits(_ names: [String]) throws -> [Int: KeyHit] {
    var shared = SharedPrimes()
    for (number, name) in names.enumerated() {
      let bytes = try Vectors.bytes(name + ".der")
      shared.add(try .read(alone: bytes), number: number, in: bytes.span)
    }
    return shared.hits()
  }

  @Test func `keys with a shared prime are found, with their primes and each other as evidence`() throws {
    let hits = try Self.hits(["rsa-2048-good", "shared-0", "rsa-3072-good", "shared-1", "p256-good", "fermat-1"])
    #expect(Set(hits.keys) == [1, 3])
    #expect(hits.values.allSatisfy { $0.outcome == .compromised && $0.predicts == -40 && $0.grade == .proven })
    let value = { (number: Int, name: String) in hits[number]?.evidence.first { $0.name == name }?.value }
    #expect(value(1, "p") == value(3, "p"))
    #expect(value(1, "sharedWith") == "3")
    #expect(value(3, "sharedWith") == "1")
  }

  @Test func `a modulus that shares both primes with others is factored`() throws {
    let hits = try Self.hits(["shared-all", "shared-left", "shared-right", "rsa-2048-good"])
    #expect(Set(hits.keys) == [0, 1, 2])
    #expect(hits.values.allSatisfy { $0.outcome == .compromised })
    #expect(hits[0]?.evidence.first { $0.name == "sharedWith" }?.value == "1 2")
  }

  @Test func `identical moduli do not share a prime, and all keys with one modulus get its hit`() throws {
    #expect(try Self.hits(["rsa-2048-good", "rsa-2048-good", "rsa-3072-good"]).isEmpty)
    #expect(try Set(Self.hits(["shared-0", "shared-0", "shared-1"]).keys) == [0, 1, 2])
  }

  @Test func `no keys, one key and unusable keys yield no hits`() throws {
    #expect(try Self.hits([]).isEmpty)
    #expect(try Self.hits(["shared-0"]).isEmpty)
    #expect(try Self.hits(["modulus-zero", "even-modulus", "modulus-negative", "rsa-16640", "modulus-one"]).isEmpty)
  }

  private static func shared(_ list: SharedPrimeList, _ name: String) throws -> KeyVerdict {
    let bytes = try Vectors.bytes(name + ".der")
    return KeyAuditor(lists: [list]).audit(try .read(alone: bytes), in: bytes.span)
  }

  @Test func `a list of primes finds keys, whether imported from lines or from a gmpy2 product`() throws {
    let prime = try #require(Self.hits(["shared-0", "shared-1"])[0]?.evidence.first { $0.name == "p" }?.value)
    let other = try #require(Self.hits(["shared-all", "shared-left"])[0]?.evidence.first { $0.name == "p" }?.value)
    let text = Array("# primes\n\(prime)\r\n\n  \(other.dropFirst(2).uppercased())\n".utf8)
    let product = try BigNumber(hex: prime) * BigNumber(hex: other)
    let binary: [UInt8] = [1, 1] + (product.bigEndianBytes() ?? []).reversed()
    let lists = [
      try SharedPrimeList(name: "lines", hexLines: text.span),
      try SharedPrimeList(name: "product", gmpy2: binary.span, modulusBits: 2048),
    ]
    for list in lists + [SharedPrimeList(name: "both", joining: lists)] {
      for name in ["shared-0", "shared-1", "shared-all", "shared-left"] {
        let verdict = try Self.shared(list, name)
        #expect(verdict.hits.map(\.check) == ["shared-prime"])
        #expect(verdict.outcome == .compromised)
        #expect(verdict.hits.first?.evidence.last?.value == list.name)
      }
      for name in ["rsa-2048-good", "shared-right", "rsa-3072-good", "p256-good", "modulus-zero", "even-modulus"] {
        #expect(try !Self.shared(list, name).hits.contains { $0.check == "shared-prime" })
      }
    }
  }

  @Test(arguments: [
    ("", ListError.header(offset: 0, what: "the list has no primes")),
    ("# nothing\n", .header(offset: 0, what: "the list has no primes")), ("101\nnot\n", line(2, at: 4)),
    ("101\n\n100\n", line(3, at: 5)), ("1\n", line(1, at: 0)), ("0x\n", line(1, at: 0)),
  ])
  func `an invalid line in a list of primes is rejected with its number`(text: String, error: ListError) {
    let bytes = Array(text.utf8)
    #expect(throws: error) { try SharedPrimeList(name: "list", hexLines: bytes.span) }
  }

  private static func line(_ number: Int, at offset: Int) -> ListError {
    .line(offset: offset, number: number, expected: "a prime of an RSA key in hexadecimal")
  }

  @Test(arguments: [([UInt8](), 0), ([1], 1), ([1, 1], 2), ([2, 1, 3], 0), ([1, 2, 3], 1), ([1, 1, 4], 2)])
  func `an invalid product is rejected with the offset`(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: ListError.self) {
      try SharedPrimeList(name: "list", gmpy2: bytes.span, modulusBits: 2048)
    }
    #expect(error?.offset == offset)
  }

  @Test func `hits use the caller's key names, and a comparison updates the verdict and its gaps`() throws {
    var shared = SharedPrimes()
    let names = ["shared-0", "rsa-2048-good", "shared-1"]
    for (number, name) in names.enumerated() {
      let bytes = try Vectors.bytes(name + ".der")
      shared.add(try .read(alone: bytes), number: number, in: bytes.span)
    }
    let hits = shared.hits { names[$0] }
    #expect(hits[0]?.evidence.last?.value == "shared-1" && hits[2]?.evidence.last?.value == "shared-0")
    let verdict = try KeyAudit.audit(alone: Vectors.bytes("shared-0.der"))
    let compared = verdict.compared(finding: hits[0])
    #expect(verdict.outcome == .clean && compared.outcome == .compromised && compared.predicted == [-40])
    #expect(compared.notChecked.map(\.id) == verdict.notChecked.map(\.id))
    #expect(compared.notChecked != verdict.notChecked)
    #expect(verdict.compared(finding: nil).outcome == .clean)
  }
}
