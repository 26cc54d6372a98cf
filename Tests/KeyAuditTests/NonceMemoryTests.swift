// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

/// Nonces that are used twice in a stream.
@Suite struct NonceMemoryTests {
  private static func signature(_ key: KeyMaterial.Key, _ label: String) throws -> NonceSignature {
    let request = try CertificationRequest(der: key.request ?? [])
    return try #require(NonceSignature(request, label: label))
  }

  @Test func `a stream reports the later signature with the same nonce, and copies reveal nothing`() throws {
    var random = SeededGenerator(state: 79)
    let signer = try #require(NonceSigner(.p256, &random))
    let other = try #require(NonceSigner(.p256, &random))
    let first = try signer.request(small: 1 << 40, name: 1)
    var memory = NonceMemory()
    for label in ["a", "b"] {
      let hit = memory.add(try Self.signature(first, label))
      #expect(hit == nil)
    }
    let weak = memory.add(try Self.signature(try other.request(small: 1 << 40, name: 2), "c"))
    #expect(weak?.outcome == .weak && weak?.evidence.contains { $0.name == "sharedWith" && $0.value == "a" } == true)
    let solved = memory.add(try Self.signature(try signer.request(small: -(1 << 40), name: 3), "d"))
    #expect(solved?.outcome == .compromised)
    #expect(solved?.evidence.first { $0.name == "sharedWith" }?.value == "a c")
    #expect(solved?.evidence.first { $0.name == "d" }?.value == signer.privateKey.hex)
    let again = memory.add(try Self.signature(first, "e"))
    #expect(again?.evidence.first { $0.name == "sharedWith" }?.value == "c d")
  }

  @Test func `a stream forgets the oldest signatures beyond its limit`() throws {
    var random = SeededGenerator(state: 80)
    let signer = try #require(NonceSigner(.p256, &random))
    for (fillers, isFound) in [(1, true), (40, false)] {
      var memory = NonceMemory(byteLimit: 16_384)
      var hits: [KeyHit?] = [memory.add(try Self.signature(try signer.request(small: 1 << 41), "first"))]
      for number in 0..<fillers {
        hits.append(memory.add(try Self.signature(try signer.request(small: (1 << 42) + number, name: number), "")))
      }
      #expect(hits.allSatisfy { $0 == nil })
      let hit = memory.add(try Self.signature(try signer.request(small: 1 << 41, name: 99), "last"))
      #expect((hit != nil) == isFound)
    }
  }
}
