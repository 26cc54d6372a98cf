// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Preflight
import Testing

@Suite struct RuleGateTests {
  @Test func `A family whose gate a request passes has nothing to say about it`() throws {
    var ordinary = 0
    for folder in ["TestVectors/requests", "TestVectors/rules"] {
      let root = RuleVectors.root.appendingPathComponent(folder)
      let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "der" {
        guard let request = try? CertificationRequest(der: Array(try Data(contentsOf: file))) else { continue }
        let examination = Examination(
          request: request, signature: request.verifySignature(with: SignatureVerifier()), decodingFailure: nil,
          keyVerdict: KeyAudit.audit(request.publicKey, in: request.der.span), asOf: RuleVectors.day)
        let gated = Preflight.examine(examination).map(RuleGateTests.line)
        let full = Preflight.examine(examination, withoutGates: true).map(RuleGateTests.line)
        #expect(gated == full, "\(file.lastPathComponent)")
        if full.isEmpty { ordinary += 1 }
      }
    }
    #expect(ordinary > 20)
  }

  private static func line(_ finding: Finding) -> String { "\(finding.rule.id): \(finding.message)" }
}
