// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

@Suite struct SignatureVerifierTests {
  static let rows = TestFiles.rows("signatures.tsv")

  @Test("there are signatures of both kinds and with every outcome")
  func hasRows() {
    for kind in ["rsa", "ecdsa"] {
      for outcome in ["valid", "invalid", "none"] {
        #expect(SignatureVerifierTests.rows.contains { $0[0] == kind && $0[6] == outcome })
      }
    }
  }

  /// Verifies a row's signature with key and signature inside one array, as in a request.
  private func outcome(_ row: [String], _ verifier: SignatureVerifier) throws -> String {
    let (key, exponent) = (TestFiles.hex(row[2]), TestFiles.hex(row[3]))
    let (message, signature) = (TestFiles.hex(row[4]), TestFiles.hex(row[5]))
    let bytes = [0xAA] + key + exponent + signature + [0xAA]
    let keyRange = 1..<1 + key.count
    let exponentRange = keyRange.upperBound..<keyRange.upperBound + exponent.count
    let signatureRange = exponentRange.upperBound..<bytes.count - 1
    let digest = Digest(try #require(DigestTests.algorithm(row[1])), of: message.span)
    let isValid: Bool?
    if row[0] == "rsa" {
      isValid = verifier.verifyRSA(
        modulus: keyRange, exponent: exponentRange, signature: signatureRange, digest: digest, in: bytes.span)
    } else {
      let curve = try #require(NamedCurve.allCases.first { $0.name == row[2] })
      isValid = verifier.verifyECDSA(
        curve: curve, point: exponentRange, signature: signatureRange, digest: digest, in: bytes.span)
    }
    return isValid.map { $0 ? "valid" : "invalid" } ?? "none"
  }

  @Test("a signature is valid, invalid, or has an unusable key", arguments: rows)
  func checks(row: [String]) throws {
    #expect(try outcome(row, SignatureVerifier()) == row[6])
  }

  @Test("a reused verifier gives the same results in any order")
  func keepsNothing() throws {
    let verifier = SignatureVerifier()
    var random = SeededGenerator(seed: 1)
    for row in SignatureVerifierTests.rows.shuffled(using: &random) + SignatureVerifierTests.rows {
      #expect(try outcome(row, verifier) == row[6])
    }
  }

  @Test("an exponent and modulus of extreme size are rejected quickly")
  func isAffordable() {
    let bytes = Array(repeating: 0xFF as UInt8, count: 3 * 4096)
    let digest = Digest(.sha256, of: bytes.span)
    let started = ContinuousClock.now
    let isValid = SignatureVerifier().verifyRSA(
      modulus: 0..<2048, exponent: 2049..<4096, signature: 0..<2048, digest: digest, in: bytes.span)
    #expect(isValid == nil)
    #expect(ContinuousClock.now - started < .milliseconds(500))
  }
}
