// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

@Suite struct X509RequestTests {
  private struct Reading: Equatable {
    var version, subject, attributes: Int
    var algorithm: String
    var keyType: String?
    var keyBits: Int?
    var isValid: Bool?
  }

  private func read(_ bytes: [UInt8]) throws -> Reading {
    let request = try X509Request.parse(bytes.span)
    let isValid: Bool? =
      switch request.verify() {
      case .valid: true
      case .invalid: false
      case .notCheckable: nil
      }
    return Reading(
      version: request.version, subject: request.subjectCount, attributes: request.attributeCount,
      algorithm: request.signatureAlgorithm, keyType: request.publicKey?.type, keyBits: request.publicKey?.bits,
      isValid: isValid)
  }

  @Test(
    "the facts of a request are read",
    arguments: [
      ("keys", "rsa-2048", "RSA", 2048, "1.2.840.113549.1.1.11"), ("keys", "p-384", "EC", 384, "1.2.840.10045.4.3.3"),
      ("keys", "rsa-pss-key", "RSA-PSS", 2048, "1.2.840.113549.1.1.10"),
      ("keys", "dsa-1024", "DSA", 1024, "1.2.840.10040.4.3"),
    ])
  func reads(family: String, name: String, type: String, bits: Int, algorithm: String) throws {
    let reading = try read(RequestVector.named(family, name).der)
    #expect(
      reading
        == Reading(
          version: 0, subject: 1, attributes: 0, algorithm: algorithm, keyType: type, keyBits: bits, isValid: true))
  }

  @Test("bytes after the request are ignored")
  func ignoresTail() throws {
    let der = try RequestVector.named("keys", "p-256").der
    #expect(try read(der + [1, 2, 3]) == read(der))
  }

  @Test("a wrong signature is invalid, an unknown algorithm not checkable")
  func verifies() throws {
    #expect(try read(RequestVector.named("signatures", "rsa-broken").der).isValid == false)
    #expect(try read(RequestVector.named("signatures", "mismatch-rsa-ecdsa").der).isValid == false)
    let unknown = try read(RequestVector.named("keys", "unknown-algorithm").der)
    #expect(unknown.isValid == nil && unknown.keyType == nil && unknown.keyBits == nil)
  }

  @Test("missing attributes count as none")
  func countsNone() throws {
    #expect(try read(RequestVector.named("attributes", "absent").der).attributes == 0)
  }

  @Test("anything but a request fails with OpenSSL's reason, which no later call sees")
  func fails() throws {
    for vector in RequestVector.unreadable where vector.der.count > 2 {
      let failure = #expect(throws: OpenSSLFailure.self) { try read(vector.der) }
      #expect(failure?.entries.isEmpty == false)
      #expect(failure?.description.isEmpty == false)
    }
    #expect(throws: OpenSSLFailure.self) { try read([]) }
    #expect(try read(RequestVector.named("keys", "p-256").der).isValid == true)
  }
}
