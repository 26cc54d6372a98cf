// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

@Suite struct PasswordHashTests {
  private static let cheap = PasswordHash.Cost(logarithm: 10, blockSize: 8, parallelism: 1)

  @Test(arguments: ["hunter2", "", "pässwörd", String(repeating: "x", count: 128)])
  func `A hash matches its password and no other`(_ password: String) throws {
    var random = SeededGenerator(seed: 7)
    let hash = try PasswordHash(Array(password.utf8).span, cost: try #require(Self.cheap), random: &random)
    #expect(try hash.matches(Array(password.utf8).span))
    for other in [password + "x", "Hunter2", "hunter"] {
      #expect(try !hash.matches(Array(other.utf8).span))
    }
    let read = try #require(PasswordHash(hash.text))
    #expect(read == hash)
    #expect(try read.matches(Array(password.utf8).span))
  }

  @Test func `The third vector of RFC 7914, section 12, verifies with a hash of 32 bytes`() throws {
    let salt = "536f6469756d43686c6f72696465"
    let hash = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    #expect(try #require(PasswordHash("scrypt$14$8$1$\(salt)$\(hash)")).matches(Array("pleaseletmein".utf8).span))
  }

  @Test func `A password has different hashes with different salts`() throws {
    var random = SeededGenerator(seed: 8)
    let cost = try #require(Self.cheap)
    let one = try PasswordHash(Array("a".utf8).span, cost: cost, random: &random)
    #expect(try one != PasswordHash(Array("a".utf8).span, cost: cost, random: &random))
  }

  @Test(arguments: [
    "", "hunter2", "scrypt$14$8$1$00", "scrypt$9$8$1$00$", "scrypt$14$8$1$0$00", "bcrypt$14$8$1$00$00",
    "scrypt$30$8$1$00$" + String(repeating: "00", count: 32), "scrypt$14$8$1$zz$" + String(repeating: "00", count: 32),
  ])
  func `An invalid hash is rejected`(_ text: String) { #expect(PasswordHash(text) == nil) }

  @Test func `A hash is not printed`() throws {
    var random = SeededGenerator(seed: 9)
    let hash = try PasswordHash(Array("a".utf8).span, cost: try #require(Self.cheap), random: &random)
    #expect("\(hash)" == "***")
    var dumped = ""
    dump(hash, to: &dumped)
    #expect(!dumped.contains(hash.text.suffix(16)))
  }
}
