// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import SystemBridge
import Testing

/// A key from the broken generator and the SHA-256 of its number.
struct DebianVector: Sendable, CustomStringConvertible {
  let type: DebianKeyType
  let variant: DebianVariant
  let process: Int
  let digest: String

  init?(_ fields: [String]) {
    guard fields.count == 5, let platform = DebianPlatform(rawValue: fields[1]),
      let type = DebianKeyType(rawValue: fields[0].replacingOccurrences(of: "ecp", with: "p")),
      let state = DebianRandState(rawValue: fields[2]), let process = Int(fields[3])
    else { return nil }
    (self.type, variant, self.process, digest) = (type, DebianVariant(platform, state), process, fields[4])
  }

  var description: String { "\(type.rawValue) \(variant) \(process)" }

  static let own = Vectors.rows(Vectors.package.appending(path: "TestVectors/keys/debian.tsv")).compactMap(
    DebianVector.init)
  static let shared = Vectors.rows(Vectors.corpus("debian-golden.tsv")).compactMap(DebianVector.init)
  /// All elliptic curve keys, which are fast, and a few RSA keys.
  static let quick = (own + shared).filter { $0.type.curve != nil } + own.filter { $0.type == .rsa2048 }.prefix(9)
  static let slow = own.filter { $0.type.curve == nil } + shared.filter { $0.type.curve == nil }
}

@Suite struct DebianTests {
  @Test func `the vectors exist`() {
    #expect(DebianVector.own.count > 90)
  }

  @Test(arguments: DebianVector.quick)
  func `the replay generates the expected key`(row: DebianVector) {
    #expect(DebianKey.replay(row.type, row.variant, process: row.process).fingerprint.hex == row.digest)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CSRKIT_SLOW_TESTS"] != nil), arguments: DebianVector.slow)
  func `the replay generates every expected RSA key`(row: DebianVector) {
    #expect(DebianKey.replay(row.type, row.variant, process: row.process).fingerprint.hex == row.digest)
  }

  @Test(arguments: DebianKeyType.allCases)
  func `the embedded sets are intact and report their coverage`(type: DebianKeyType) throws {
    let set = try #require(DebianSet.embedded.first { $0.type == type })
    try set.verify()
    #expect(set.isComplete == ![.rsa3072, .rsa4096].contains(type))
    #expect(DebianWeakKeys(DebianSet.embedded).gaps(for: type.kind).isEmpty == set.isComplete)
  }

  @Test(arguments: DebianVector.own + DebianVector.shared)
  func `the sets contain every vector that they cover`(row: DebianVector) throws {
    let set = try #require(DebianSet.embedded.first { $0.type == row.type })
    guard set.processes(of: row.variant).contains(where: { $0.contains(row.process) }) else { return }
    let fingerprint = try #require(UInt32(row.digest.prefix(8), radix: 16))
    #expect(set.candidates(fingerprint).contains { $0.variant == row.variant && $0.process == row.process })
  }

  @Test func `a hit has the platform, process and state in evidence, and its secrets are private`() throws {
    let made = DebianKey.replay(.rsa2048, DebianVariant(.le32, .nornd), process: 1000)
    let hit = try #require(try TestKey.rsa(made.number).lookUp(in: DebianWeakKeys(DebianSet.embedded)))
    #expect(hit.grade == .proven && hit.outcome == .compromised && hit.predicts == -40)
    #expect(hit.evidence.prefix(4).map(\.value) == ["rsa2048", "le32", "1000", "nornd"])
    #expect(hit.evidence.filter(\.isPrivate).map(\.name) == ["p", "q"])
  }

  @Test func `a key that differs from a weak one is not reported`() throws {
    let made = DebianKey.replay(.rsa2048, DebianVariant(.le64, .rnd), process: 7)
    var other = made.number
    other[100] ^= 1
    #expect(try TestKey.rsa(other).lookUp(in: DebianWeakKeys(DebianSet.embedded)) == nil)
  }

  @Test func `a set can be built in chunks and continued`() throws {
    var builder = DebianSetBuilder(.p256)
    let chunk = try #require(builder.missing(processes: 128).dropFirst(4).first)
    builder.add(DebianSetBuilder.make(.p256, chunk: chunk), chunk: chunk)
    let set = try DebianSet(FixedBytes(builder.bytes))
    try set.verify()
    #expect(set.count == 128)
    #expect(set.processes(of: DebianVariant.all[4]) == [0...127])
    #expect(DebianWeakKeys.coverage(set) == ["PIDs 0–127 of le32-nornd"])
    let again = DebianSetBuilder(set)
    #expect(again.missing(processes: 128).count == 8)
    #expect(again.bytes == builder.bytes)
    let complete = try #require(DebianSet.embedded.first { $0.type == .p256 })
    #expect(DebianSetBuilder(complete).missing(processes: 32_768).isEmpty)
  }

  @Test func `a set of EC keys in the older form, with four bytes for each key, finds the same keys`() throws {
    let keys = DebianSetBuilder.make(.p256, chunk: 0)
    var builder = DebianSetBuilder(.p256)
    builder.add(keys, chunk: 0)
    var header = Array(builder.bytes.prefix(304))
    #expect(header[9] == 3)
    header[9] = 0
    let body = keys.flatMap { $0.prefix(4) }
    let older = header + Digest(.sha256, of: (header + body).span).bytes + body
    let sets = [try DebianSet(FixedBytes(builder.bytes)), try DebianSet(FixedBytes(older))]
    try sets[1].verify()
    #expect(DebianSetBuilder(sets[1]).bytes == older)
    // The first look-ups search the set, the later ones use an index.
    for (process, key) in keys.enumerated() {
      let first = key.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
      #expect(sets.allSatisfy { $0.candidates(first).map(\.process) == [process] })
      #expect(sets[1].candidates(first ^ 1).isEmpty)
    }
  }

  @Test(arguments: [DebianKeyType.p256, .p384, .p521])
  func `a key whose fingerprint only starts like that of a weak one is not reported`(type: DebianKeyType) throws {
    let set = try #require(DebianSet.embedded.first { $0.type == type })
    let curve = try #require(type.curve)
    var number = [UInt8](repeating: 0, count: (type.bits + 7) / 8)
    var candidates = 0
    for counter in 1...20_000 where candidates < 3 {
      (number[10], number[11]) = (UInt8(counter >> 8), UInt8(counter & 0xFF))
      let digest = Digest(.sha256, of: number.span).bytes
      guard !set.candidates(digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }).isEmpty else { continue }
      candidates += 1
      #expect(try TestKey.ec(curve, x: number).lookUp(in: DebianWeakKeys([set])) == nil)
    }
    #expect(candidates == 3)
  }

  @Test func `a corrupt set is rejected`() throws {
    let good = DebianSetBuilder(try #require(DebianSet.embedded.first { $0.type == .rsa4096 })).bytes
    #expect(throws: ListError.truncated(offset: good.count - 1, expected: good.count)) {
      try DebianSet(FixedBytes(Array(good.dropLast())))
    }
    #expect(throws: ListError.overlong(offset: good.count, found: good.count + 4)) {
      try DebianSet(FixedBytes(good + [0, 0, 0, 0]))
    }
    for position in [8, 10, 20, 12, 300, 310, 336, 9999, good.count - 1] {
      var bad = good
      bad[position] ^= 0x10
      #expect(throws: ListError.self, "\(position)") { try DebianSet(FixedBytes(bad)).verify() }
    }
  }
}

extension DebianKeyType {
  var kind: KeyKind { curve.map { KeyKind.ec($0) } ?? .rsa(bits: bits) }
}

/// CVE-2008-0166 keys from vulnerable systems, published by others.
@Suite struct PublishedDebianTests {
  /// A key and the first hexadecimal digits of its modulus or x coordinate.
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

  /// RSA: HARICA-official/debian-weak-keys. EC: keys generated by a vulnerable OpenSSL 0.9.8f on amd64.
  static let rows = [
    Row(.rsa2048, .le64, .noreadrnd, 1000, "ceb8aaaba9446405"), Row(.rsa2048, .le32, .nornd, 1000, "d6124e88621b168e"),
    Row(.rsa2048, .le32, .noreadrnd, 1000, "d2b741fe7f2a2eb5"), Row(.rsa4096, .le64, .rnd, 7, "d7ab4f5821be705d"),
    Row(.p256, .le64, .noreadrnd, 1234, "5e0a21ae"), Row(.p256, .le64, .nornd, 1234, "a678546c"),
    Row(.p256, .le64, .rnd, 1234, "c6493609"), Row(.p384, .le64, .noreadrnd, 1234, "bac5757c"),
    Row(.p384, .le64, .nornd, 1234, "7e7299cb"), Row(.p384, .le64, .rnd, 1234, "e23e1efb"),
  ]

  @Test(arguments: rows)
  func `the replay generates the published key`(row: Row) {
    let key = DebianKey.replay(row.type, row.variant, process: row.process)
    #expect(key.number.hex.hasPrefix(row.digits))
  }

  @Test func `the keys of one process on all platforms match the published checksum`() {
    // CVE-2008-0166/key_generator: SHA-1 of the sorted lines with the SHA-1 of each modulus line of openssl.
    let lines = DebianVariant.all.map { variant in
      let modulus = DebianKey.replay(.rsa2048, variant, process: 32_767).number.hex.uppercased()
      return Digest(.sha1, of: Array("Modulus=\(modulus)\n".utf8).span).hex() + "\n"
    }
    let text = Array(lines.sorted().joined().utf8)
    #expect(Digest(.sha1, of: text.span).hex() == "2a910e906624766546114d300ca6b671c7acc08c")
  }

  @Test func `the set contains the published fingerprint of an RSA-4096 key`() throws {
    let set = try #require(DebianSet.embedded.first { $0.type == .rsa4096 })
    let key = DebianKey.replay(.rsa4096, DebianVariant(.le64, .rnd), process: 7)
    #expect(key.fingerprint.hex == "85ad09f15f171018f20ac74a0bef3652a97b0c2e9c79064fc6126a6f113705ae")
    #expect(set.candidates(0x85ad_09f1).contains { $0.variant == DebianVariant(.le64, .rnd) && $0.process == 7 })
  }

  /// Processes that are not in the vector tables. Keys over 2048 bits take a second each, so only one state is used.
  static let samples = DebianKeyType.allCases.flatMap { type in
    DebianVariant.all.filter { type.bits <= 2048 || $0.state == .nornd }
      .map { (type, $0, type.curve == nil ? [130] : [1, 129, 20_000, 32_766]) }
  }

  @Test(arguments: samples)
  func `the sets, computed by another program, contain the keys of the replay`(
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
