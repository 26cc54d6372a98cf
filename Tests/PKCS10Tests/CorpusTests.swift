// SPDX-License-Identifier: Apache-2.0
import Foundation
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

/// Compares our decoding with the manifest of the corpus and with OpenSSL's decoding.
///
/// docs/corpus-differences.md lists the accepted differences by path and fact.
@Suite(.enabled(if: TestFiles.shared("corpus/csr") != nil)) struct CorpusTests {
  /// The rows of the table of differences: path, then the fact.
  static let explained: Set<String> = Set(
    TestFiles.lines(TestFiles.package.appending(path: "docs/corpus-differences.md"))
      .filter { $0.hasPrefix("| ") }
      .map { line in
        line.split(separator: "|").prefix(2).map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
      })

  @Test("the corpus contains the requests of its manifest")
  func isComplete() {
    #expect(CorpusRequest.decodable.count > 400)
    for request in CorpusRequest.decodable {
      let hash = Digest(.sha256, of: request.der.span).hex()
      let length = (try? CertificationRequest.length(of: request.der.span)) ?? 0
      let own = Digest(.sha256, of: 0..<min(length, request.der.count), in: request.der.span).hex()
      #expect([hash, own].contains(request["der_sha256"]), "\(request.path)")
    }
  }

  @Test("every request that OpenSSL 3.0 or 3.5 decodes is read", arguments: CorpusRequest.decodable)
  func reads(entry: CorpusRequest) {
    #expect(throws: Never.self) { try CertificationRequest(der: entry.der) }
  }

  @Test("key, signature and names match the manifest", arguments: CorpusRequest.all)
  func agreesWithManifest(entry: CorpusRequest) throws {
    guard let request = try? CertificationRequest(der: entry.der) else { return }
    let bytes = request.der.span
    let facts = [
      ("key type", request.publicKey.manifestName(in: bytes), entry["key_type"]),
      ("key size", request.publicKey.manifestSize, entry["key_bits"]),
      ("signature algorithm", request.signatureAlgorithm.manifestName(in: bytes), entry["sig_alg"]),
      ("names", "\(request.subjectAlternativeNames.count)", entry["n_san"]),
      ("signature", Comparison.outcome(request.verifySignature(with: SignatureVerifier())), entry.outcome),
      ("version", request.version.map { "\($0)" } ?? "empty", entry["version"]),
    ]
    for (fact, ours, theirs) in facts where ours != theirs && theirs != "unknown" {
      #expect(CorpusTests.explained.contains("\(entry.path) \(fact)"), "\(fact): \(ours), not \(theirs)")
    }
  }

  @Test("our decoding never contradicts OpenSSL's on any file", arguments: CorpusRequest.all)
  func isSound(entry: CorpusRequest) {
    #expect(Invariants.violation(entry.der) == nil)
  }

  @Test("nearly all files are read, including those that OpenSSL rejects")
  func readsNearlyAll() {
    #expect(CorpusRequest.all.count { (try? CertificationRequest(der: $0.der)) != nil } >= 643)
  }

  @Test("OpenSSL's decoding has the same facts", arguments: CorpusRequest.all)
  func agreesWithOpenSSL(entry: CorpusRequest) throws {
    guard let theirs = try? X509Request.parse(entry.der.span) else { return }
    for difference in Comparison.differences(try CertificationRequest(der: entry.der), theirs) {
      let fact = difference.prefix { $0 != ":" }
      #expect(CorpusTests.explained.contains("\(entry.path) OpenSSL's \(fact)"), "\(difference)")
    }
  }
}

extension CorpusRequest {
  /// The result of `openssl req -verify` of version 3.0 or else 3.5.
  fileprivate var outcome: String {
    switch (self["openssl_der"], self["openssl35_der"]) {
    case ("ok", _), ("fail(key)", "ok"): "valid"
    case ("fail", "fail"): "invalid"
    default: "unknown"
    }
  }
}

extension SubjectPublicKeyInfo {
  /// The key type by the manifest's name.
  fileprivate func manifestName(in bytes: Span<UInt8>) -> String {
    switch key {
    case .rsa(let rsa): rsa.isPSS ? "RSA-PSS" : "RSA"
    case .ec: key.curveName(in: bytes).map { "EC/" + $0 } ?? "EC"
    case .dsa where algorithm.oid.known == .dsa: "DSA"
    default: otherName ?? algorithm.oid.dotted(in: bytes)
    }
  }

  private var otherName: String? {
    let names = [
      "gost2001": "GOST2001", "gost2012_256": "GOST2012-256", "dhPublicNumber": "DH", "dsaOIW": "1.3.14.3.2.12",
    ]
    return algorithm.oid.known.map { names[$0.name] ?? $0.name }
  }

  /// The key size in the manifest's form: bits, or bytes for a key without another size.
  fileprivate var manifestSize: String {
    if case .ec(let ec) = key, case .explicit = ec.curve { return "" }
    return bitCount.map { "\($0)" } ?? "\(bits.count)B"
  }
}

extension AlgorithmIdentifier {
  /// The algorithm by the manifest's name.
  fileprivate func manifestName(in bytes: Span<UInt8>) -> String {
    guard let known = oid.known else { return oid.dotted(in: bytes) }
    let names = [
      "rsassaPss": "RSASSA-PSS", "dsa-with-sha1": "dsa-SHA1", "dsa-with-sha256": "dsa-SHA256",
      "dsaWithSHA1OIW": "dsaWithSHA1(oiw)", "gost2012-256-signature": "gost2012-256",
      "gost2001-with-gost94": "gost3411-2001", "sm2-with-sm3": "SM2-SM3", "ecdsa-with-SHA2": "1.2.840.10045.4.3",
    ]
    return names[known.name]
      ?? known.name.replacing("WithRSAEncryption", with: "WithRSA").replacing("ecdsa-with-", with: "ecdsa-")
  }
}

/// Requests whose digests a CA published, if they are available next to the project.
@Suite(.enabled(if: TestFiles.shared("corpus/golden") != nil)) struct GoldenTests {
  static let rows: [[String]] =
    TestFiles.shared("corpus/golden").map { folder in
      TestFiles.lines(folder.appending(path: "expected.tsv")).map { TestFiles.columns($0) }
    } ?? []

  @Test("there are three requests") func isComplete() { #expect(GoldenTests.rows.count == 3) }

  @Test("length and digests match the published ones, and the signature is valid", arguments: rows)
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
