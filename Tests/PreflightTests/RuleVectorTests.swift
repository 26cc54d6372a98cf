// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Preflight
import Testing

/// The vectors of the rules on requests, and the findings on them.
enum RuleVectors {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let day = CalendarDate(2026, 11, 23)

  /// The identifiers of the rules that have a folder of vectors.
  static let folders: [String] =
    (((try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("TestVectors/rules").path))
    ?? [])
    .filter { $0.contains(".") }).sorted()

  static func findings(rule: String, _ name: String, asOf day: CalendarDate = day) throws -> [Finding] {
    let file = root.appendingPathComponent("TestVectors/rules/\(rule)/\(name).der")
    return try findings(in: Array(try Data(contentsOf: file)), asOf: day)
  }

  static func findings(in der: [UInt8], asOf day: CalendarDate = day) throws -> [Finding] {
    let found = Armor.read(der.span) { _ in false }.requests.first
    let request = try CertificationRequest(der: found?.der ?? der)
    var failure: String?
    if !request.isStrict {
      do throws(OpenSSLFailure) { _ = try X509Request.parse(request.der.span) } catch { failure = error.description }
    }
    let findings = RuleRun.findings(
      of: Examination(
        request: request, evidence: evidence(on: request, decodingFailure: failure), asOf: day,
        enclosure: found?.enclosure))
    return findings + findings.flatMap(\.consequences)
  }

  static func evidence(on request: CertificationRequest, decodingFailure: String? = nil) -> RequestEvidence {
    let verifier = SignatureVerifier()
    let status = request.verifySignature(with: verifier)
    return RequestEvidence(
      signature: status, fault: request.signatureFault(status, with: verifier),
      audit: KeyAudit.audit(request.publicKey, in: request.der.span), decodingFailure: decodingFailure)
  }
}

@Suite struct RuleVectorTests {
  @Test(arguments: RuleVectors.folders)
  func `A request that violates the rule gets a finding with a byte range`(_ rule: String) throws {
    let findings = try RuleVectors.findings(rule: rule, "fails").filter { $0.rule.id == rule }
    let finding = try #require(findings.first)
    #expect(!finding.message.isEmpty)
    let place = try #require(finding.place)
    #expect(place.range.lowerBound >= 0 && !place.range.isEmpty)
  }

  @Test(arguments: RuleVectors.folders)
  func `A request that narrowly satisfies the rule gets no finding`(_ rule: String) throws {
    #expect(try RuleVectors.findings(rule: rule, "passes").filter { $0.rule.id == rule }.map(\.message) == [])
  }

  @Test(arguments: [
    ("key.too-small", -13), ("key.compromised", -40), ("key.invalid", -41), ("key.too-large", -13),
    ("key.size-multiple", -13), ("key.unsupported-curve", -11),
    ("key.unsupported-algorithm", -11), ("signature.invalid", -12), ("signature.unsupported-algorithm", -11),
    ("signature.mislabelled", -12), ("signature.malformed", -12), ("signature.unknown-algorithm", -11),
    ("subject.common-name-missing", -8), ("subject.country-not-iso", -7), ("name.url", -23), ("name.underscore", -25),
    ("name.illegal-character", -25), ("wildcard.position", -6),
    ("wildcard.public-suffix", -4), ("name.internal", -4), ("encoding.not-decodable", -10),
  ])
  func `The CA's error code is predicted`(_ rule: String, _ code: Int) throws {
    let findings = try RuleVectors.findings(rule: rule, "fails").filter { $0.rule.id == rule }
    #expect(findings.map(\.predicts) == [code])
    #expect(findings.allSatisfy { $0.severity == .error })
  }

  static let dated = RuleCatalog.all.filter { $0.inForce != nil && $0.examinesRequests }.map(\.id)

  @Test(arguments: dated)
  func `A rule applies from its first day, and not on the day before`(_ rule: String) throws {
    let day = try #require(RuleCatalog.all.first { $0.id == rule }?.inForce)
    let eve = try #require((15_000..<30_000).map(CalendarDate.init(daysSinceEpoch:)).last { $0 < day })
    let before = try RuleVectors.findings(rule: rule, "fails", asOf: eve)
    #expect(!before.contains { $0.rule.id == rule })
    let after = try RuleVectors.findings(rule: rule, "fails", asOf: day)
    #expect(after.contains { $0.rule.id == rule })
  }

  @Test func `Some rules have a first day`() {
    #expect(RuleVectorTests.dated.count >= 6)
  }
}

@Suite struct RulePrefilterTests {
  @Test func `Prefilters change no finding`() throws {
    var ordinary = 0
    for folder in ["TestVectors/requests", "TestVectors/rules"] {
      let root = RuleVectors.root.appendingPathComponent(folder)
      let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "der" {
        guard let request = try? CertificationRequest(der: Array(try Data(contentsOf: file))) else { continue }
        let examination = Examination(
          request: request, evidence: RuleVectors.evidence(on: request), asOf: RuleVectors.day)
        let filtered = RuleRun.findings(of: examination).map(Self.line)
        let complete = RuleRun.findings(of: examination, usingPrefilters: false).map(Self.line)
        #expect(filtered == complete, "\(file.lastPathComponent)")
        if complete.isEmpty { ordinary += 1 }
      }
    }
    #expect(ordinary > 20)
  }

  private static func line(_ finding: Finding) -> String { "\(finding.rule.id): \(finding.message)" }
}
