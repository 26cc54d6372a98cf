// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import Testing

/// Compares the word arithmetic with OpenSSL's.
@Suite struct NumberTests {
  /// Numbers of every length up to 70 words, including extreme ones.
  private static func numbers(seed: UInt64) -> [[UInt64]] {
    var random = SeededGenerator(state: seed)
    return (1...70).flatMap { count in
      (0..<6).map { kind in
        var words = (0..<count).map { _ in random.next() }
        if kind == 1 { words = words.map { _ in UInt64.max } }
        if kind == 2 { words = words.map { _ in 0 } }
        if kind == 3 { words[count - 1] >>= UInt64(random.next() % 64) }
        words[count - 1] = max(words[count - 1], 1)
        return words
      }
    }
  }

  @Test func `square roots match OpenSSL's arithmetic`() {
    var root = SquareRoot(capacity: 72)
    for words in NumberTests.numbers(seed: 1) {
      root.compute(of: words, count: words.count)
      let number = BigNumber(littleEndian: words.span)
      let found = root.words
      let value = BigNumber(littleEndian: found.span.extracting(first: root.count))
      let next = BigNumber(copying: value) + BigNumber(1)
      let isFloor = !(number < value.squared()) && number < next.squared()
      #expect(isFloor, "\(words)")
      let isSquare = value.squared() == number
      #expect(root.isExact == isSquare)
    }
  }

  @Test func `squares are distinguished from their neighbours`() {
    var root = SquareRoot(capacity: 142)
    for words in NumberTests.numbers(seed: 2) {
      let square = BigNumber(littleEndian: words.span).squared()
      for offset in -1...1 {
        var number = BigNumber(copying: square)
        if offset < 0 { number.subtract(1) } else { number.add(UInt(offset)) }
        guard let limbs = NumberTests.words(number), !limbs.isEmpty else { continue }
        root.compute(of: limbs, count: limbs.count)
        let isTiny = square.isOne
        #expect(root.isExact == (offset == 0) || isTiny)
      }
    }
  }

  @Test func `common divisors match OpenSSL's`() {
    let numbers = NumberTests.numbers(seed: 4)
    for (index, words) in numbers.enumerated() {
      let factor = numbers[(index * 7) % 60]
      for common in [[1], factor] {
        var odd = BigNumber(littleEndian: words.span) * BigNumber(littleEndian: common.span)
        if !odd.isOdd { odd.add(1) }
        let other = numbers[(index * 11) % numbers.count]
        let number = BigNumber(littleEndian: other.span) * BigNumber(littleEndian: common.span)
        let found = NumberTests.commonDivisor(odd.bigEndianBytes() ?? [], number.bigEndianBytes() ?? []) ?? []
        let isEqual = BigNumber(littleEndian: found.span) == odd.greatestCommonDivisor(number)
        #expect(isEqual, "\(odd.hex) \(number.hex)")
      }
    }
  }

  @Test func `a modulus must be odd, and it divides zero and its multiples`() {
    for even: [UInt8] in [[], [0], [3, 2]] { #expect(NumberTests.commonDivisor(even, [1]) == nil) }
    let octets: [UInt8] = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    for number in [[], [0], octets, octets + [0, 0]] {
      #expect(NumberTests.commonDivisor(octets, number)?.prefix(2) == [0x0203_0405_0607_0809, 1])
    }
    #expect(NumberTests.commonDivisor([1], octets)?.first == 1)
  }

  private static func commonDivisor(_ modulus: [UInt8], _ number: [UInt8]) -> [UInt64]? {
    OddModulus(bigEndian: modulus.span)?.commonDivisor(bigEndian: number.span)
  }

  @Test func `residues modulo small primes match OpenSSL's`() {
    for table in [ResidueTable.standard, .deep] {
      var groups = [UInt64](repeating: 0, count: table.moduli.count)
      var residues = [UInt32](repeating: 0, count: table.primes.count)
      for words in NumberTests.numbers(seed: 3).prefix(table.moduli.count > 100 ? 12 : 240) {
        table.reduce(words, count: words.count, into: &groups)
        table.split(groups, into: &residues)
        let number = BigNumber(littleEndian: words.span)
        let expected = table.primes.map { UInt32(number.remainder(dividingBy: UInt($0))) }
        let divisors = (0..<table.trialCount).filter { expected[$0] == 0 }.map { table.primes[$0] }
        #expect(table.divisors(residues) == divisors)
        #expect(table.hasDivisor(residues) == !divisors.isEmpty)
        table.rescale(&groups, by: table.scales(words: words.count))
        for (modulus, group) in zip(table.moduli, groups) {
          let rest = number.remainder(dividingBy: BigNumber(UInt(modulus)))?.hex
          #expect(BigNumber(UInt(group)).hex == rest)
        }
        table.split(groups, into: &residues)
        #expect(residues == expected)
      }
    }
  }

  @Test func `the tables contain the odd primes up to their limits`() {
    #expect(ResidueTable.standard.trialCount == 132)
    #expect(ResidueTable.standard.primes[131] == 751)
    #expect(ResidueTable.deep.primes.count == 6542)
    #expect(ResidueTable.deep.trialCount == 6542)
    #expect(ResidueTable.deep.primes.last == 65537)
  }

  @Test func `for every odd prime k below 215, the table has a prime q for which k divides q - 1`() {
    let primes = ResidueTable.standard.primes
    for degree in primes where degree < 215 {
      #expect(primes.contains { $0 % degree == 1 }, "\(degree)")
    }
  }

  private static func words(_ number: borrowing BigNumber) -> [UInt64]? {
    guard let bytes = number.bigEndianBytes(width: (number.bitCount + 63) / 64 * 8) else { return nil }
    return stride(from: bytes.count, to: 0, by: -8).map { end in
      bytes[end - 8..<end].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
  }
}
