// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

/// Requests whose signatures reveal the private key, made by Scripts/make-weak-keys.
@Suite struct SignatureVectorTests {
  /// A request and what its signature reveals: a factor or a private key, `unsolved`, or nothing.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let secret: String
    let key: KeyMaterial.Key

    var testDescription: String { name }
  }

  static func rows(_ folder: String) -> [Row] {
    Vectors.lines("\(folder)/expected.tsv").compactMap { fields in
      guard let text = try? Vectors.bytes("\(folder)/\(fields[0]).pem"),
        let key = KeyMaterial(text.span).keys.first
      else { return nil }
      return Row(name: fields[0], secret: fields.count > 1 ? fields[1] : "", key: key)
    }
  }

  @Test(arguments: rows("faults"))
  func `an RSA signature with an error in one half reveals the factors, and no other signature does`(row: Row) throws {
    let audit = try #require(KeyAuditor().audit(row.key))
    let hit = audit.verdict.hits.first { $0.check == "faulty-signature" }
    #expect((hit == nil) == row.secret.isEmpty)
    guard let hit else {
      #expect(audit.verdict.outcome != .compromised)
      return
    }
    #expect(audit.verdict.outcome == .compromised)
    #expect(hit.grade == .proven && hit.predicts == -40)
    #expect(!audit.isProven)
    #expect(["p", "q"].contains { name in hit.evidence.contains { $0.name == name && $0.value == row.secret } })
  }

  @Test func `every hash function has a faulty signature`() {
    let found = Set(
      Self.rows("faults").compactMap { row in
        KeyAuditor().audit(row.key)?.verdict.hits.first { $0.check == "faulty-signature" }?.evidence
          .first { $0.name == "hash" }?.value
      })
    #expect(found == ["sha1", "sha224", "sha256", "sha384", "sha512"])
  }

  private static func hits(_ rows: [Row]) -> [Int: KeyHit] {
    var nonces = ReusedNonces()
    for (number, row) in rows.enumerated() { nonces.add(row.key, number: number) }
    return nonces.hits(keys: { rows[$0].key }, naming: { rows[$0].name })
  }

  @Test func `nonces that were used twice reveal the private keys`() {
    let rows = Self.rows("nonces")
    #expect(rows.count > 12)
    let hits = Self.hits(rows)
    for (number, row) in rows.enumerated() {
      let hit = hits[number]
      let secret = hit?.evidence.first { $0.name == "d" }
      switch row.secret {
      case "": #expect(hit == nil, "\(row.name)")
      case "unsolved": #expect(hit?.outcome == .weak && hit?.grade == .proven && secret == nil, "\(row.name)")
      default:
        #expect(hit?.outcome == .compromised && hit?.predicts == -40, "\(row.name)")
        #expect(secret?.value == row.secret && secret?.isPrivate == true, "\(row.name)")
        #expect(hit?.evidence.contains { $0.name == "sharedWith" && !$0.value.isEmpty } == true)
      }
    }
  }

  @Test func `the order of the requests does not matter, and copies of one request reveal nothing`() throws {
    let rows = Self.rows("nonces")
    let reversed = Self.hits(rows.reversed())
    #expect(
      reversed.values.filter { $0.outcome == .compromised }.count == rows.filter { $0.secret.hasPrefix("0x") }.count)
    let single = try #require(rows.first)
    #expect(Self.hits([single, single, single]).isEmpty)
  }

  @Test func `a signature that does not verify is not compared`() throws {
    let rows = Self.rows("nonces").prefix(2).map { row in
      var der = row.key.request ?? []
      der[der.count - 1] ^= 1
      return Row(name: row.name, secret: "", key: KeyMaterial(der.span).keys.first ?? row.key)
    }
    #expect(rows.count == 2)
    #expect(Self.hits(Array(rows)).isEmpty)
  }
}
