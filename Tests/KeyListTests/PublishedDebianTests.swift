// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import Testing

/// What others published of the keys of CVE-2008-0166, made on vulnerable systems.
@Suite struct PublishedDebianTests {
  /// The first digits of a modulus or an x coordinate.
  struct Row: Sendable, CustomTestStringConvertible {
    let type: DebianKeyType
    let variant: DebianVariant
    let process: Int
    let digits: String

    init(_ type: DebianKeyType, _ platform: DebianPlatform, _ state: DebianRandState, _ process: Int, _ digits: String)
    {
      (self.type, variant, self.process, self.digits) = (type, DebianVariant(platform, state), process, digits)
    }

    var testDescription: String { "\(type.rawValue) \(variant) \(process)" }
  }

  /// RSA: HARICA-official/debian-weak-keys. EC: keys that a vulnerable OpenSSL 0.9.8f made on amd64.
  static let rows = [
    Row(.rsa2048, .le64, .noreadrnd, 1000, "ceb8aaaba9446405"), Row(.rsa2048, .le32, .nornd, 1000, "d6124e88621b168e"),
    Row(.rsa2048, .le32, .noreadrnd, 1000, "d2b741fe7f2a2eb5"), Row(.rsa4096, .le64, .rnd, 7, "d7ab4f5821be705d"),
    Row(.p256, .le64, .noreadrnd, 1234, "5e0a21ae"), Row(.p256, .le64, .nornd, 1234, "a678546c"),
    Row(.p256, .le64, .rnd, 1234, "c6493609"), Row(.p384, .le64, .noreadrnd, 1234, "bac5757c"),
    Row(.p384, .le64, .nornd, 1234, "7e7299cb"), Row(.p384, .le64, .rnd, 1234, "e23e1efb"),
  ]

  @Test(arguments: rows)
  func `the replay makes the published key`(row: Row) {
    let key = DebianKey.replay(row.type, row.variant, process: row.process)
    #expect(key.number.hex.hasPrefix(row.digits))
  }

  @Test func `the keys of one process on all platforms have the published checksum`() {
    // CVE-2008-0166/key_generator: SHA-1 of the sorted lines that hold the SHA-1 of each modulus as openssl prints it.
    let lines = DebianVariant.all.map { variant in
      let modulus = DebianKey.replay(.rsa2048, variant, process: 32_767).number.hex.uppercased()
      return Digest(.sha1, of: Array("Modulus=\(modulus)\n".utf8).span).hex() + "\n"
    }
    let text = Array(lines.sorted().joined().utf8)
    #expect(Digest(.sha1, of: text.span).hex() == "2a910e906624766546114d300ca6b671c7acc08c")
  }

  @Test func `the published fingerprint of a long key stands in its set`() throws {
    let set = try #require(DebianSet.embedded.first { $0.type == .rsa4096 })
    let key = DebianKey.replay(.rsa4096, DebianVariant(.le64, .rnd), process: 7)
    #expect(key.fingerprint.hex == "85ad09f15f171018f20ac74a0bef3652a97b0c2e9c79064fc6126a6f113705ae")
    #expect(set.candidates(0x85ad_09f1).contains { $0.variant == DebianVariant(.le64, .rnd) && $0.process == 7 })
  }

  /// Processes that the tables of golden keys do not have; the longest keys, which take a second each, of one state.
  static let samples = DebianKeyType.allCases.flatMap { type in
    DebianVariant.all.filter { type.bits <= 2048 || $0.state == .nornd }
      .map { (type, $0, type.curve == nil ? [130] : [1, 129, 20_000, 32_766]) }
  }

  @Test(arguments: samples)
  func `the sets, which another program made, hold what the replay makes`(
    type: DebianKeyType, variant: DebianVariant, processes: [Int]
  ) throws {
    let set = try #require(DebianSet.embedded.first { $0.type == type })
    for process in processes where set.processes(of: variant).contains(where: { $0.contains(process) }) {
      let key = DebianKey.replay(type, variant, process: process)
      let fingerprint = key.fingerprint.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
      #expect(set.candidates(fingerprint).contains { $0.variant == variant && $0.process == process })
    }
  }
}
