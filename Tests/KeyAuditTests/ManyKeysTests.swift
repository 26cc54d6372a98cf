// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import Testing

/// Many generated keys: no hit for a good one, and the factors of every short-sleeve key.
@Suite struct ManyKeysTests {
  private static func count(_ name: String, default count: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? count
  }

  /// A pattern of primes with random bits in a part of each word.
  struct Pattern: Sendable, CustomTestStringConvertible {
    let word, used, start, top: Int

    var testDescription: String { "\(used) of \(word) bits" }

    func prime(bits: Int, _ random: inout SeededGenerator) -> BigNumber {
      var number = BigNumber(UInt(top)).shiftedLeft(by: bits - (top == 1 ? 1 : 2))
      for position in stride(from: start, to: bits - used - 2, by: word) {
        number = number + random.number(bits: used).shiftedLeft(by: position)
      }
      if !number.isOdd { number.add(1) }
      while !number.isPrime { number.add(2) }
      return number
    }
  }

  /// CSRKIT_SLEEVES=200 generates more keys of each pattern.
  @Test(arguments: [Pattern(word: 32, used: 8, start: 0, top: 1), Pattern(word: 128, used: 32, start: 96, top: 3)])
  func `every short-sleeve key is factored`(pattern: Pattern) throws {
    var random = SeededGenerator(state: 81)
    var time = Duration.zero
    let count = Self.count("CSRKIT_SLEEVES", default: 3)
    for number in 0..<count {
      let key = try Self.key(pattern.prime(bits: 1024, &random), pattern.prime(bits: 1024, &random))
      var audit: (verdict: KeyVerdict, isProven: Bool)?
      time += ContinuousClock().measure { audit = KeyAuditor(options: .thorough).audit(key) }
      let hit = try #require(audit?.verdict.hits.first { $0.check == "short-sleeve" })
      #expect(hit.grade == .proven && hit.outcome == .compromised, "\(number)")
    }
    if count > 3 { print("short-sleeve keys, \(pattern.testDescription): \(time / count) per key") }
  }

  private static func key(_ p: borrowing BigNumber, _ q: borrowing BigNumber) throws -> KeyMaterial.Key {
    let algorithm = DER.sequence(
      DER.tagged(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]) + [0x05, 0x00])
    let numbers = DER.sequence(DER.integer(p * q) + DER.integer(BigNumber(65_537)))
    let info = DER.sequence(algorithm + DER.tagged(0x03, [0] + numbers))
    return try #require(KeyMaterial(info.span).keys.first)
  }

  /// CSRKIT_GOOD_KEYS=100000 checks more keys, the products of all pairs of a few primes.
  @Test func `good keys have no hit`() throws {
    var random = SeededGenerator(state: 82)
    let count = Self.count("CSRKIT_GOOD_KEYS", default: 100)
    var octets: [[UInt8]] = []
    while octets.count * (octets.count - 1) / 2 < count {
      octets.append(random.prime(bits: 1024).bigEndianBytes() ?? [])
    }
    let auditor = KeyAuditor(options: .quick)
    var checked = 0
    for (position, left) in octets.enumerated() {
      for right in octets[(position + 1)...] where checked < count {
        let key = try Self.key(BigNumber(bigEndian: left.span), BigNumber(bigEndian: right.span))
        let verdict = try #require(auditor.audit(key)).verdict
        if !verdict.hits.isEmpty { Issue.record("\(verdict.hits)") }
        checked += 1
      }
    }
    #expect(checked == count)
  }

  /// CSRKIT_GOOD_REQUESTS=100000 checks more requests of one key, whose nonces are also compared.
  @Test(arguments: [NamedCurve.p256, .p384, .p521])
  func `good requests have no hit`(curve: NamedCurve) throws {
    var random = SeededGenerator(state: 83)
    let count = curve == .p256 ? Self.count("CSRKIT_GOOD_REQUESTS", default: 20) : 6
    let signer = try #require(NonceSigner(curve, &random))
    let auditor = KeyAuditor(options: .thorough)
    var keys: [KeyMaterial.Key] = []
    for number in 0..<count {
      let key = try signer.request(nonce: random.number(below: signer.order), name: number)
      let verdict = try #require(auditor.audit(key)).verdict
      if !verdict.hits.allSatisfy(\.isAdvisory) { Issue.record("\(verdict.hits)") }
      if keys.count < 12 { keys.append(key) }
    }
    var close = CloseNonces()
    for (number, key) in keys.enumerated() { close.add(key, number: number) }
    #expect(close.hits(.thorough, keys: { keys[$0] }, naming: { "\($0)" }).isEmpty)
  }
}
