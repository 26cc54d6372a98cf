// SPDX-License-Identifier: Apache-2.0
import Foundation
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

/// Requests whose digests were published with a CA's own answer, where they lie beside the project.
@Suite(.enabled(if: TestFiles.shared("corpus/golden") != nil)) struct GoldenTests {
  static let rows: [[String]] =
    TestFiles.shared("corpus/golden").map { folder in
      TestFiles.lines(folder.appending(path: "expected.tsv")).map { TestFiles.columns($0) }
    } ?? []

  @Test("there are three") func isThere() { #expect(GoldenTests.rows.count == 3) }

  @Test("length and digests are the published ones, and the signature is valid", arguments: rows)
  func agrees(row: [String]) throws {
    let folder = try #require(TestFiles.shared("corpus/golden"))
    let der = CorpusRequest.unwrapped(TestFiles.bytes(folder.appending(path: row[0])))
    let digests = [
      "len=\(der.count)", "MD5=" + Digest(.md5, of: der.span).hex(upperCase: true),
      "SHA1=" + Digest(.sha1, of: der.span).hex(upperCase: true), "SHA256=" + Digest(.sha256, of: der.span).hex(),
    ]
    #expect(digests == Array(row.dropFirst()))
    let request = try CertificationRequest(der: der)
    #expect(request.isStrict)
    #expect(request.verifySignature(with: SignatureVerifier()) == .valid)
  }
}
