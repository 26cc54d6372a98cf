// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Preflight
import Testing

@Suite struct ExtensionRuleTests {
  private static func finding(_ rule: String, on day: CalendarDate) throws -> Finding? {
    try RuleVectors.findings(rule: rule, "fails", asOf: day).first { $0.rule.id == rule }
  }

  @Test(arguments: [
    (CalendarDate(2025, 9, 30), Severity.info, "will leave it out"),
    (CalendarDate(2025, 10, 1), .info, "by default, and always from 2026-05-15 (its FAQ) or 2027-02-10 (a reseller)"),
    (CalendarDate(2026, 12, 14), .info, "Chrome does not allow it from 2027-03-15"),
    (CalendarDate(2026, 12, 15), .warning, "Chrome does not allow it from 2027-03-15"),
    (CalendarDate(2027, 3, 14), .warning, "Chrome does not allow it from 2027-03-15"),
    (CalendarDate(2027, 3, 15), .warning, "must not have it since 2027-03-15"),
  ])
  func `Client authentication becomes a warning 90 days before its end`(
    _ day: CalendarDate, _ severity: Severity, _ part: String
  ) throws {
    let finding = try #require(try Self.finding("extension.client-auth", on: day))
    #expect(finding.severity == severity)
    #expect(finding.message.contains(part), "\(finding.message)")
    #expect(finding.fix.contains("extendedKeyUsage=serverAuth"))
  }

  @Test func `The key usages of a CA are part of the finding on its template`() throws {
    let findings = try RuleVectors.findings(rule: "extension.ca", "fails")
    let cause = try #require(findings.first { $0.rule.id == "extension.ca" })
    #expect(cause.severity == .warning)
    #expect(cause.consequences.map(\.rule.id) == ["extension.key-usage", "extension.key-usage-for-key"])
  }

  @Test func `An extension that the CA leaves out is information`() throws {
    let findings = try RuleVectors.findings(rule: "extension.ignored", "fails")
    #expect(findings.map(\.severity) == [.info])
    #expect(findings.first?.message.contains("certificatePolicies, 1.3.6.1.4.1.99999.2") == true)
  }
}
