// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import Testing

/// Nonces that are small, or close to each other.
@Suite struct NonceTests {
  private static let bound = 1 << 20

  @Test(arguments: NamedCurve.allCases)
  func `a small nonce and its negative reveal the private key, and one just above the bound does not`(
    curve: NamedCurve
  ) throws {
    var random = SeededGenerator(state: 71)
    let signer = try #require(NonceSigner(curve, &random))
    try Self.expectSmallNonces(signer)
  }

  @Test func `a small nonce of DSA reveals the private key, and one just above the bound does not`() throws {
    var random = SeededGenerator(state: 72)
    let signer = try #require(NonceSigner(&random))
    try Self.expectSmallNonces(signer)
  }

  private static func expectSmallNonces(_ signer: NonceSigner) throws {
    let auditor = KeyAuditor(options: .thorough)
    for magnitude in [1, 2, 77, 4097, 65_535, bound - 4096, bound - 1, bound, bound + 1, 3 * bound, 1 << 40] {
      for nonce in [magnitude, -magnitude] {
        let key = try signer.request(small: nonce)
        let audit = try #require(auditor.audit(key))
        let hit = audit.verdict.hits.first { $0.check == "small-nonce" }
        #expect((hit != nil) == (magnitude < bound), "\(nonce)")
        guard let hit else { continue }
        #expect(audit.isProven && audit.verdict.outcome == .compromised)
        #expect(hit.grade == .proven && hit.predicts == -40 && hit.evidence.allSatisfy(\.isPrivate))
        #expect(hit.evidence.first { $0.name == "d" }?.value == signer.privateKey.hex)
        #expect(hit.evidence.first { $0.name == "nonce" }?.value == signer.residue(nonce).hex)
      }
    }
  }

  @Test func `deep audits find nonces of 32 bits`() throws {
    var random = SeededGenerator(state: 73)
    let signer = try #require(NonceSigner(.p256, &random))
    let auditor = KeyAuditor(options: .deep)
    for nonce in [1 << 32 - 1, -(1 << 32 - 1), 3_141_592_653, 1 << 32] {
      let key = try signer.request(small: nonce)
      let hits = try #require(auditor.audit(key)).verdict.hits
      #expect(hits.contains { $0.check == "small-nonce" } == (abs(nonce) < 1 << 32), "\(nonce)")
    }
  }

  @Test(arguments: NamedCurve.allCases)
  func `the point at infinity is found whatever signature it verifies`(curve: NamedCurve) throws {
    var random = SeededGenerator(state: 75)
    let signer = try #require(NonceSigner(infinityOf: curve))
    let key = try signer.request(nonce: random.number(below: signer.order))
    let audit = try #require(KeyAuditor().audit(key))
    #expect(audit.isProven && audit.verdict.hits.contains { $0.check == "ec-point-infinity" })
  }

  @Test func `a signature that is not valid is not searched`() throws {
    var random = SeededGenerator(state: 74)
    let signer = try #require(NonceSigner(.p256, &random))
    var der = try #require(try signer.request(small: 5).request)
    der[der.count - 1] ^= 1
    let key = try #require(KeyMaterial(der.span).keys.first)
    #expect(KeyAuditor(options: .thorough).audit(key)?.verdict.hits.isEmpty == true)
    #expect(Self.close([key, try signer.request(small: 6)]).isEmpty)
  }

  @Test func `a verdict lists the nonces that were not searched`() throws {
    var random = SeededGenerator(state: 75)
    let signer = try #require(NonceSigner(.p256, &random))
    let key = try signer.request(small: 5)
    func gaps(_ options: AuditOptions) -> [String] {
      KeyAuditor(options: options).audit(key)?.verdict.notChecked.map(\.sentence).filter { $0.contains("nonce") } ?? []
    }
    #expect(gaps(.standard).count == 2 && gaps(.quick) == gaps(.standard))
    #expect(gaps(.thorough).first?.contains("has 21 to 32 bits") == true)
    #expect(gaps(.deep) == ["whether another signature has the same nonce, or one close to it"])
    let compared = try #require(KeyAuditor(options: .deep).audit(key)).verdict.compared(findings: [])
    #expect(compared.notChecked.contains { $0.sentence.hasPrefix("whether a signature outside this run") })
  }

  private static func close(_ keys: [KeyMaterial.Key], _ options: AuditOptions = .thorough) -> [Int: KeyHit] {
    var nonces = CloseNonces()
    for (number, key) in keys.enumerated() { nonces.add(key, number: number) }
    return nonces.hits(options, keys: { keys[$0] }, naming: { "key \($0)" })
  }

  @Test(arguments: NamedCurve.allCases)
  func `two nonces that differ by a small number reveal the private key`(curve: NamedCurve) throws {
    var random = SeededGenerator(state: 76)
    let signer = try #require(NonceSigner(curve, &random))
    try Self.expectCloseNonces(signer, &random, hasTwoNonces: true)
  }

  @Test func `two nonces of DSA that differ by a small number reveal the private key`() throws {
    var random = SeededGenerator(state: 77)
    let signer = try #require(NonceSigner(&random))
    try Self.expectCloseNonces(signer, &random, hasTwoNonces: false)
  }

  private static func expectCloseNonces(
    _ signer: NonceSigner, _ random: inout SeededGenerator, hasTwoNonces: Bool
  ) throws {
    for magnitude in [1, 2, 12_345, bound - 1, bound, bound + 1] {
      for (difference, negatesS) in [(magnitude, false), (-magnitude, false), (magnitude, hasTwoNonces)] {
        let nonce = random.number(below: signer.order)
        let next = (nonce + signer.residue(difference)).remainder(dividingBy: signer.order) ?? BigNumber()
        let first = try signer.request(nonce: nonce, name: 1)
        let second = try signer.request(nonce: next, name: 2, negatesS: negatesS)
        let hits = close([first, second])
        #expect(hits.count == (magnitude < bound ? 2 : 0), "\(difference), \(negatesS)")
        for (number, hit) in hits {
          #expect(hit.outcome == .compromised && hit.grade == .proven && hit.predicts == -40)
          #expect(hit.evidence.first { $0.name == "d" }?.value == signer.privateKey.hex)
          #expect(hit.evidence.filter(\.isPrivate).map(\.name) == ["d", "nonce"])
          #expect(hit.evidence.contains { $0.name == "closeTo" && $0.value == "key \(1 - number)" })
          #expect(hit.evidence.contains { $0.name == "difference" && $0.value == "\(magnitude)" })
        }
      }
    }
  }

  @Test func `close nonces of different keys, copies of a request and quick audits reveal nothing`() throws {
    var random = SeededGenerator(state: 78)
    let signer = try #require(NonceSigner(.p256, &random))
    let other = try #require(NonceSigner(.p256, &random))
    let nonce = random.number(below: signer.order)
    let first = try signer.request(nonce: nonce, name: 1)
    let second = try other.request(nonce: nonce + signer.residue(9), name: 2)
    let third = try signer.request(nonce: nonce + signer.residue(9), name: 3)
    #expect(Self.close([first, second]).isEmpty)
    #expect(Self.close([first, first, first]).isEmpty)
    #expect(Self.close([first, third], .quick).isEmpty)
    #expect(Self.close([second, first, first, third]).keys.sorted() == [1, 2, 3])
  }
}
