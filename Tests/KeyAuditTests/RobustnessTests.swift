// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import PKCS10
import Testing

/// Hostile keys must not trap or take more than linear time.
@Suite struct RobustnessTests {
  @Test(arguments: Vectors.rows.filter { $0.options == "standard" })
  func `a corrupted or truncated key never traps`(row: Vectors.Row) throws {
    let original = try Vectors.bytes(row.name + ".der")
    var random = SeededGenerator(state: UInt64(row.name.count))
    let auditor = KeyAuditor()
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        // Half of the changes are in the header, which has the most effect on decoding.
        let limit = Bool.random(using: &random) ? min(48, bytes.count) : bytes.count
        bytes[Int.random(in: 0..<limit, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 { bytes.removeLast(Int.random(in: 1...8, using: &random)) }
      guard let key = try? SubjectPublicKeyInfo.read(alone: bytes) else { continue }
      let verdict = auditor.audit(key, in: bytes.span)
      #expect(verdict.outcome != .clean || verdict.hits.allSatisfy(\.isAdvisory))
    }
  }

  @Test func `a modulus of one megabyte is checked only for its size`() throws {
    let count = 1 << 20
    let modulus: [UInt8] = [0x02] + long(count + 1) + [0] + [UInt8](repeating: 0xFF, count: count)
    let numbers = modulus + [0x02, 0x03, 0x01, 0x00, 0x01]
    let sequence: [UInt8] = [0x30] + long(numbers.count) + numbers
    let bits: [UInt8] = [0x03] + long(sequence.count + 1) + [0] + sequence
    let algorithm: [UInt8] = [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]
    let bytes = [0x30] + long(algorithm.count + bits.count) + algorithm + bits
    let clock = ContinuousClock()
    var verdict: KeyVerdict?
    let time = try clock.measure { verdict = try KeyAudit.audit(alone: bytes, options: .deep) }
    #expect(verdict?.hits.map(\.check) == ["rsa-too-large"])
    #expect(verdict?.notChecked.map(\.id).contains("large-numbers") == true)
    #expect(time < .seconds(2))
  }

  private func long(_ length: Int) -> [UInt8] {
    [0x83, UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)]
  }

  @Test func `a reused auditor returns the same verdicts as a new one`() throws {
    let auditor = KeyAuditor()
    for row in (Vectors.rows + Vectors.rows.reversed()) where row.options == "standard" {
      let bytes = try Vectors.bytes(row.name + ".der")
      let key = try SubjectPublicKeyInfo.read(alone: bytes)
      #expect(auditor.audit(key, in: bytes.span) == KeyAudit.audit(key, in: bytes.span))
    }
  }
}
