// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Preflight
import Testing

/// What is reported about signatures that do not verify, by their cause.
@Suite struct SignatureFaultTests {
  static let rows: [(name: String, rule: String, message: String)] = [
    ("rsa-hexadecimal", "signature.malformed", "hexadecimal text"),
    ("rsa-hexadecimal-colons", "signature.malformed", "hexadecimal text"),
    ("rsa-base64", "signature.malformed", "Base64 text"),
    ("rsa-reversed", "signature.malformed", "reverse order"),
    ("rsa-nested", "signature.malformed", "inside another ASN.1 element"),
    ("rsa-short", "signature.invalid", "damaged on the way, or signed with another key"),
    ("rsa-long", "signature.malformed", "longer or shorter than the modulus"),
    ("rsa-bare-digest", "signature.malformed", "without the DigestInfo"),
    ("rsa-bare-sha512", "signature.malformed", "without the DigestInfo"),
    ("rsa-digest-info", "signature.malformed", "without the NULL parameters"),
    ("rsa-block-type", "signature.malformed", "padding"),
    ("rsa-zero-padding", "signature.malformed", "padding"),
    ("ecdsa-raw", "signature.malformed", "r and s side by side"),
    ("ecdsa-p384-raw", "signature.malformed", "r and s side by side"),
    ("ecdsa-p521-raw", "signature.malformed", "r and s side by side"),
    ("ecdsa-secp256k1-raw", "signature.malformed", "r and s side by side"),
    ("ecdsa-little-endian", "signature.malformed", "octets reversed"),
    ("ecdsa-hexadecimal", "signature.malformed", "hexadecimal text"),
    ("ecdsa-base64", "signature.malformed", "Base64 text"),
    ("ecdsa-padded", "signature.malformed", "not DER"),
    ("ecdsa-trailing", "signature.malformed", "not DER"),
    ("ed25519-hexadecimal", "signature.malformed", "hexadecimal text"),
    ("rsa-other-digest", "signature.mislabelled", "SHA-1, but the request names sha256WithRSAEncryption"),
    ("rsa-md5-as-sha256", "signature.mislabelled", "MD5, but"),
    ("rsa-sha256-as-sha384", "signature.mislabelled", "SHA-256, but"),
    ("rsa-sha512-as-sha1", "signature.mislabelled", "SHA-512, but"),
    ("pss-as-pkcs1", "signature.mislabelled", "RSASSA-PSS with SHA-256, but"),
    ("pkcs1-as-pss", "signature.mislabelled", "RSA (PKCS #1 v1.5) with SHA-256, but"),
    ("ecdsa-sha1-as-sha256", "signature.mislabelled", "ECDSA with SHA-1, but"),
    ("ecdsa-sha256-as-sha384", "signature.mislabelled", "ECDSA with SHA-256, but"),
    ("ecdsa-sha512-as-sha256", "signature.mislabelled", "ECDSA with SHA-512, but"),
    ("rsa-other-message", "signature.invalid", "the SHA-256 digest of other content"),
    ("rsa-other-key", "signature.invalid", "damaged on the way, or signed with another key"),
    ("rsa-broken", "signature.invalid", "damaged on the way, or signed with another key"),
    ("ecdsa-other-message", "signature.invalid", "damaged on the way, or signed with another key"),
    ("ecdsa-other-key", "signature.invalid", "damaged on the way, or signed with another key"),
  ]

  @Test(arguments: rows.indices)
  func `The cause is recovered from the signature`(index: Int) throws {
    let row = SignatureFaultTests.rows[index]
    let input = try Shared.vector("requests/signatures/\(row.name).der")
    let report = try #require(Inspector().inspect(input, on: Shared.day).requests.first)
    let finding = try #require(report.findings.first { $0.predicts == -12 }, "\(row.name)")
    #expect(finding.rule.id == row.rule, "\(row.name): \(finding.message)")
    #expect(finding.message.contains(row.message), "\(row.name): \(finding.message)")
    #expect(report.signature != .valid)
    if row.rule != "signature.invalid" {
      #expect(!report.findings.contains { "\($0.message) \($0.fix)".contains("another key") }, "\(row.name)")
    }
  }

  @Test func `An RSA signature with an exponent of 65 bits is verified`() throws {
    let input = try Shared.vector("requests/signatures/rsa-exponent-65-bits.der")
    let report = try #require(Inspector().inspect(input, on: Shared.day).requests.first)
    #expect(report.signature == .valid)
    #expect(!report.findings.contains { $0.predicts == -12 })
  }

  @Test(.enabled(if: Shared.hasCorpus))
  func `An SM2 signature with the standard identifier is not invalid`() throws {
    let folder = Shared.corpus.appendingPathComponent("csr/emmansun+gmsm")
    for file in Shared.files(in: folder) {
      for report in Inspector().inspect(try Shared.bytes(file), on: Shared.day).requests
      where report.signatureAlgorithm.lowercased().contains("sm3") || report.signatureAlgorithm == "1.2.156.10197.1.501"
      {
        #expect(report.signature != .invalid, "\(file.lastPathComponent)")
      }
    }
  }
}
