// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

/// Our reading is held against OpenSSL's on every vector.
@Suite struct VectorOpenSSLTests {
  @Test("what OpenSSL decodes is read, with the same facts", arguments: RequestVector.all)
  func agrees(vector: RequestVector) throws {
    guard let theirs = try? X509Request.parse(vector.der.span) else { return }
    let differences = Comparison.differences(try CertificationRequest(der: vector.der), theirs)
    #expect(differences.isEmpty)
  }

  @Test("what OpenSSL does not decode is refused or noted as irregular", arguments: RequestVector.all)
  func doubts(vector: RequestVector) {
    do {
      _ = try X509Request.parse(vector.der.span)
    } catch {
      #expect((try? CertificationRequest(der: vector.der))?.isStrict != true, "OpenSSL: \(error)")
    }
  }

  @Test("OpenSSL decodes and refuses enough vectors for the comparison to mean something")
  func meansSomething() {
    let decoded = RequestVector.all.count { (try? X509Request.parse($0.der.span)) != nil }
    #expect(decoded > 300)
    #expect(RequestVector.all.count - decoded > 40)
  }
}
