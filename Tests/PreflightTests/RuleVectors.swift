// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Preflight

/// The vectors of rules, and what the rules say of a request.
enum RuleVectors {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let day = CalendarDate(2026, 11, 23)

  /// The rules that have a folder.
  static let folders: [String] =
    (((try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("TestVectors/rules").path))
    ?? [])
    .filter { $0.contains(".") }).sorted()

  static func findings(rule: String, _ name: String, asOf day: CalendarDate = day) throws -> [Finding] {
    let file = root.appendingPathComponent("TestVectors/rules/\(rule)/\(name).der")
    return try findings(in: Array(try Data(contentsOf: file)), asOf: day)
  }

  static func findings(in der: [UInt8], asOf day: CalendarDate = day) throws -> [Finding] {
    let request = try CertificationRequest(der: der)
    var failure: String?
    if !request.isStrict {
      do throws(OpenSSLFailure) { _ = try X509Request.parse(der.span) } catch { failure = error.description }
    }
    return Preflight.examine(
      Examination(
        request: request, signature: request.verifySignature(with: SignatureVerifier()), decodingFailure: failure,
        keyVerdict: KeyAudit.audit(request.publicKey, in: der.span), asOf: day))
  }
}
