// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import SystemBridge
import Testing

@Suite struct ImportTests {
  static let folder = Vectors.package.appending(path: "TestVectors/keys/import")
  static let rows = Vectors.rows(folder.appending(path: "index.tsv"))

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static func material(_ name: String) throws -> KeyMaterial {
    let content = try bytes(name)
    return KeyMaterial(content.span)
  }

  static func segment(_ name: String, _ format: ImportFormat) throws -> Segment {
    var builder = SegmentBuilder(try #require(format.kind), sources: [ListSource(id: 1, name: "test")])
    var counts = ImportCounts()
    let content = try bytes(name)
    try builder.add(content.span, format, source: 1, counts: &counts)
    let segment = try Segment(FixedBytes(builder.bytes(day: 1)))
    try segment.verify()
    return segment
  }

  @Test func `the vectors exist`() { #expect(ImportTests.rows.count > 50) }

  @Test(arguments: ImportTests.rows)
  func `every format of a key yields the same public key`(row: [String]) throws {
    let material = try ImportTests.material(row[0])
    #expect(material.unreadable == 0)
    switch row[1] {
    case "encrypted": #expect(material.encrypted == 1 && material.keys.isEmpty)
    case "fake": #expect(material.fake == 1 && material.keys.isEmpty)
    default:
      let key = try #require(material.keys.first)
      #expect(material.keys.count == 1 && key.origin.rawValue == row[1])
      let info = try #require(key.subjectPublicKeyInfo)
      var hashes = KeyHashes()
      #expect(hashes.numberSHA256(info, in: key.info.span)?.hex() == row[2])
      if row[0] != "ed448.openssh" { #expect(hashes.infoSHA256(info, in: key.info.span).hex() == row[3]) }
    }
  }

  @Test func `all blocks of a file are read, and an incomplete block is counted`() throws {
    let all = try ["rsa.crt", "p256.encrypted.pem", "p256.csr", "ed25519.openssh"].flatMap { try ImportTests.bytes($0) }
    let input = all + Array("-----BEGIN PUBLIC KEY-----\nMIIB".utf8)
    let material = KeyMaterial(input.span)
    #expect(material.keys.map(\.origin) == [.certificate, .request, .privateKey])
    #expect(material.encrypted == 1 && material.unreadable == 1)
  }

  @Test(
    arguments: [
      ("dwk.csv", ImportFormat.dwk, 4), ("spki.txt", .spki, 4), ("spki-sha1.txt", .spkiSHA1, 4), ("ski.txt", .ski, 4),
      ("crtsh.txt", .crtsh, 2), ("openssl-blacklist.txt", .opensslBlacklist, 2),
    ])
  func `a key is found by every kind of hash`(name: String, format: ImportFormat, count: Int) throws {
    let segment = try ImportTests.segment(name, format)
    #expect(segment.header.count == count)
    let key = try TestKey(try #require(try ImportTests.material("rsa.csr").keys.first).info)
    let hit = try #require(key.lookUp(in: SegmentList(name: name, [segment])))
    #expect(hit.check == "known-compromised" && hit.outcome == .compromised && hit.predicts == -40)
    #expect(hit.evidence.contains { $0.name == "hashKind" && $0.value == format.kind?.name })
    let other = try TestKey.rsa([0xC1] + [UInt8](repeating: 0x55, count: 255))
    #expect(other.lookUp(in: SegmentList(name: name, [segment])) == nil)
  }

  @Test(arguments: ["p256", "p384", "p521"])
  func `a hash of one point encoding finds the key in the other`(name: String) throws {
    let key = try #require(try ImportTests.material("\(name).csr").keys.first).info
    let info = try TestKey(key).info
    let width = (info.bits.count - 1) / 2
    let x = key[info.bits.lowerBound + 1..<info.bits.lowerBound + 1 + width]
    let parity = (key.last ?? 0) & 1
    let algorithm = Array(key[info.algorithm.range])
    let compressed = TestKey.encode(0x30, algorithm + TestKey.encode(0x03, [0, 2 + parity] + x))
    let segment = try ImportTests.segment("spki.txt", .spki)
    #expect(try TestKey(key).lookUp(in: SegmentList(name: "l", [segment])) != nil)
    #expect(try TestKey(compressed).lookUp(in: SegmentList(name: "l", [segment])) != nil)
  }

  @Test func `a line without a hash is rejected with its number and offset`() throws {
    let text = Array("# one\n\(String(repeating: "ab", count: 32))\nnonsense\n".utf8)
    #expect(throws: ListError.line(offset: 71, number: 3, expected: "a hash of 64 hexadecimal digits")) {
      try HashText.read(text.span, length: 32)
    }
  }

  @Test func `Base64 hashes are read, as in older lists of boulder`() throws {
    let octets = [UInt8](0..<32)
    let text = Array("blocked:\n  - \(Data(octets).base64EncodedString())\n".utf8)
    #expect(try HashText.read(text.span, length: 32) == [octets])
  }

  @Test func `a pwnedkeys filter finds its keys, and a truncated filter is rejected`() throws {
    let bytes = try ImportTests.bytes("filter.pkbf")
    let filter = try KeyFilter(FixedBytes(bytes), name: "filter")
    #expect(filter.count == 4)
    for name in ["rsa", "p256", "p384", "p521"] {
      let key = try TestKey(try #require(try ImportTests.material("\(name).csr").keys.first).info)
      #expect(key.lookUp(in: filter)?.grade == .probable)
    }
    let other = try TestKey.rsa([0xC1] + [UInt8](repeating: 0x55, count: 255))
    #expect(other.lookUp(in: filter) == nil)
    for length in 0..<bytes.count where length < 40 || length % 100 == 0 {
      #expect(throws: ListError.self) { try KeyFilter(FixedBytes(Array(bytes.prefix(length))), name: "") }
    }
    #expect(throws: ListError.overlong(offset: bytes.count, found: bytes.count + 1)) {
      try KeyFilter(FixedBytes(bytes + [0]), name: "")
    }
  }

  private static let published = Vectors.corpus("vectors/pwnedkeys")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: published.path), "the corpus is missing"))
  func `the filters published by pwnedkeys contain only its example keys`() throws {
    for name in ["5_12_filter_example.pkbf", "12_18_filter_example.pkbf"] {
      let bytes = Array(try Data(contentsOf: Self.published.appending(path: name)))
      let filter = try KeyFilter(FixedBytes(bytes), name: name)
      #expect(filter.count == 3)
      for file in ["p256_csr.pem", "rsa2048_csr.pem", "rsa2048_cert.pem"] {
        let content = Array(try Data(contentsOf: Self.published.appending(path: file)))
        let key = try TestKey(try #require(KeyMaterial(content.span).keys.first).info)
        #expect(key.lookUp(in: filter)?.check == "probably-compromised", "\(name) \(file)")
      }
      for file in ["rsa.csr", "p256.csr", "p384.csr", "p521.csr", "ed25519.csr"] {
        let key = try TestKey(try #require(try ImportTests.material(file).keys.first).info)
        #expect(key.lookUp(in: filter) == nil, "\(name) \(file)")
      }
    }
  }

  @Test func `a hash with another exponent finds the modulus`() throws {
    let modulus = [0xC1] + [UInt8](repeating: 0x55, count: 255)
    let usual = try TestKey.rsa(modulus)
    var hashes = KeyHashes()
    let digest = hashes.infoSHA256(usual.info, in: usual.bytes.span).bytes
    var builder = SegmentBuilder(.info, sources: [ListSource(id: 1, name: "test")])
    builder.add(digest, source: 1)
    let list = SegmentList(name: "l", [try SegmentTests.segment(builder)])
    #expect(usual.lookUp(in: list) != nil)
    #expect(try TestKey.rsa(modulus, exponent: [0x02, 0x01, 0x03]).lookUp(in: list) != nil)
    #expect(try TestKey.rsa(modulus, exponent: [0x02, 0x04, 0x01, 0x00, 0x00, 0x01]).lookUp(in: list) != nil)
    #expect(try TestKey.rsa([0xC3] + modulus.dropFirst()).lookUp(in: list) == nil)
  }

  @Test func `a list survives export to and import from badkeys' format`() throws {
    let segment = try SegmentTests.segment(SegmentTests.builder(500))
    var builder = SegmentBuilder(.number, sources: segment.header.sources)
    var counts = ImportCounts()
    let blocklist = segment.blocklist
    try builder.add(blocklist.span, .badkeys, source: 1, counts: &counts)
    #expect(counts.added == 500)
    #expect(builder.bytes(day: 20_000) == SegmentTests.builder(500).bytes(day: 20_000))
    let raw = try ListFile(FixedBytes(segment.blocklist), name: "blocklist.dat")
    guard case .segment(let plain) = raw else { return #expect(Bool(false)) }
    for record in segment.records { #expect(plain.find(record) == record) }
  }

  @Test func `the keys of public test suites can be read`() throws {
    let folder = Vectors.corpus("vectors/badkeys-tests")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasSuffix(".key") && !name.hasPrefix("mlkem") {
      let content = Array(try Data(contentsOf: folder.appending(path: name)))
      let material = KeyMaterial(content.span)
      #expect(!material.keys.isEmpty, "\(name)")
    }
  }
}
