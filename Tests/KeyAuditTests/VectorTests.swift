// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

/// Generated keys on both sides of every threshold, and requests signed with them.
@Suite struct VectorTests {
  @Test func `the vectors exist`() {
    #expect(Vectors.rows.count > 100)
    #expect(Vectors.lines("requests/expected.tsv").count > 40)
  }

  @Test(arguments: Vectors.rows)
  func `a key gets the expected verdict, hits and evidence`(row: Vectors.Row) throws {
    let bytes = try Vectors.bytes(row.name + ".der")
    let key = try SubjectPublicKeyInfo.read(alone: bytes)
    let verdict = KeyAudit.audit(key, in: bytes.span, options: Vectors.options(row.options))
    #expect(verdict.outcome.rawValue == row.verdict)
    #expect(Set(verdict.hits.map(Vectors.Expected.init)) == row.hits)
    let evidence = Set(verdict.hits.flatMap(\.evidence).map { "\($0.name)=\($0.value)" })
    #expect(evidence.isSuperset(of: row.evidence))
    guard case .rsa(let rsa) = key.key else { return }
    for hit in verdict.hits {
      guard let p = hit.evidence.first(where: { $0.name == "p" }), let q = hit.evidence.first(where: { $0.name == "q" })
      else { continue }
      let isProduct =
        try BigNumber(hex: p.value) * BigNumber(hex: q.value)
        == BigNumber(bigEndian: bytes.span.extracting(rsa.modulus))
      #expect(isProduct)
    }
  }

  @Test func `every check except shared-prime has a vector with a hit, and there are vectors without hits`() {
    let found = Set(Vectors.rows.flatMap { $0.hits.map(\.check) })
    let left = Set(Vectors.rows.filter(\.hits.isEmpty).map(\.options))
    #expect(Set(KeyCheck.catalog.map(\.id.description)).subtracting(found) == ["shared-prime"])
    #expect(left == ["standard", "deep"])
    #expect(found.isSubset(of: KeyCheck.catalog.map(\.id.description)))
  }

  @Test func `every hit refers to the catalog and has evidence with unique names`() throws {
    for row in Vectors.rows where row.options == "standard" {
      for hit in try KeyAudit.audit(alone: Vectors.bytes(row.name + ".der")).hits {
        #expect(KeyCheck.find(hit.check) != nil)
        #expect(!hit.evidence.isEmpty)
        #expect(Set(hit.evidence.map(\.name)).count == hit.evidence.count)
      }
    }
  }

  @Test(arguments: Vectors.lines("requests/expected.tsv"))
  func `a request with a weak key has a valid signature and gets the verdict of its key`(row: [String]) throws {
    let text = try String(contentsOf: Vectors.folder.appending(path: "requests/\(row[0]).pem"), encoding: .utf8)
    let body = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    let request = try CertificationRequest(der: [UInt8](try #require(Data(base64Encoded: body))))
    let verdict = KeyAudit.audit(request.publicKey, in: request.der.span)
    #expect(verdict.outcome.rawValue == row[1])
    #expect(Set(verdict.hits.map(Vectors.Expected.init)) == Vectors.hits(row[2]))
    // OpenSSL does not verify signatures with an even modulus or an exponent greater than the modulus.
    #expect(request.verifySignature(with: SignatureVerifier()) == .valid || row[1] == "invalid")
  }
}

extension BigNumber {
  /// Reads `0x` and hexadecimal digits.
  init(hex: String) throws {
    let digits = hex.dropFirst(2)
    let padded = (digits.count % 2 == 0 ? "" : "0") + digits
    let bytes = stride(from: 0, to: padded.count, by: 2).compactMap { offset in
      UInt8(padded.dropFirst(offset).prefix(2), radix: 16)
    }
    self.init(bigEndian: bytes.span)
  }
}
