// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import SystemBridge
import Testing

/// A key of the broken generator and the SHA-256 of its number.
struct DebianRow: Sendable, CustomStringConvertible {
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
    DebianRow.init)
  static let shared = Vectors.rows(Vectors.beside("debian-golden.tsv")).compactMap(DebianRow.init)
  /// All of the quick ones and some of the slow ones.
  static let quick = (own + shared).filter { $0.type.curve != nil } + own.filter { $0.type == .rsa2048 }.prefix(9)
  static let slow = own.filter { $0.type.curve == nil } + shared.filter { $0.type.curve == nil }
}

@Suite struct DebianTests {
  @Test func `the vectors are there`() {
    #expect(DebianRow.own.count > 90)
  }

  @Test(arguments: DebianRow.quick)
  func `the replay makes the key that the process made`(row: DebianRow) {
    #expect(DebianKey.replay(row.type, row.variant, process: row.process).fingerprint.hex == row.digest)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CSRKIT_SLOW_TESTS"] != nil), arguments: DebianRow.slow)
  func `the replay makes every long key`(row: DebianRow) {
    #expect(DebianKey.replay(row.type, row.variant, process: row.process).fingerprint.hex == row.digest)
  }

  @Test(arguments: DebianKeyType.allCases)
  func `the sets in the program are whole and say what they cover`(type: DebianKeyType) throws {
    let set = try #require(DebianSet.embedded.first { $0.type == type })
    try set.verify()
    #expect(set.isComplete == ![.rsa3072, .rsa4096].contains(type))
    #expect(DebianWeakKeys(DebianSet.embedded).gaps(for: type.kind).isEmpty == set.isComplete)
  }

  @Test(arguments: DebianRow.own + DebianRow.shared)
  func `the sets hold every golden row that they cover`(row: DebianRow) throws {
    let set = try #require(DebianSet.embedded.first { $0.type == row.type })
    guard set.processes(of: row.variant).contains(where: { $0.contains(row.process) }) else { return }
    let fingerprint = try #require(UInt32(row.digest.prefix(8), radix: 16))
    #expect(set.candidates(fingerprint).contains { $0.variant == row.variant && $0.process == row.process })
  }

  @Test func `a hit names platform, process and state, and its factors multiply to the modulus`() throws {
    let made = DebianKey.replay(.rsa2048, DebianVariant(.le32, .nornd), process: 1000)
    let hit = try #require(try TestKey.rsa(made.number).look(in: DebianWeakKeys(DebianSet.embedded)))
    #expect(hit.grade == .proven && hit.outcome == .compromised && hit.predicts == -40)
    #expect(hit.evidence.prefix(4).map(\.value) == ["rsa2048", "le32", "1000", "nornd"])
    #expect(hit.evidence.filter(\.isPrivate).map(\.name) == ["p", "q"])
  }

  @Test func `a key with the fingerprint of a weak one is not taken for it`() throws {
    let made = DebianKey.replay(.rsa2048, DebianVariant(.le64, .rnd), process: 7)
    var other = made.number
    other[100] ^= 1
    #expect(try TestKey.rsa(other).look(in: DebianWeakKeys(DebianSet.embedded)) == nil)
  }

  @Test func `a set is built in chunks and continued`() throws {
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
    let whole = try #require(DebianSet.embedded.first { $0.type == .p256 })
    #expect(DebianSetBuilder(whole).missing(processes: 32_768).isEmpty)
  }

  @Test func `damage is refused with its offset`() throws {
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
