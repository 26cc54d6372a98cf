// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import PKCS10
import Preflight
import TestSupport
import Testing

/// Compares the findings on the corpus with the explained ones in docs/corpus-findings.tsv.
@Suite(.enabled(if: TestFiles.shared("corpus/csr") != nil)) struct CorpusFindingTests {
  /// The families and rules whose findings on the corpus are explained one by one.
  private static func isExplained(_ rule: String) -> Bool {
    let prefixes = ["extension.", "identifier.", "ev."]
    let others: Set<String> = [
      "subject.legacy-string", "subject.order", "subject.multi-valued", "subject.email", "subject.domain-component",
      "subject.serial-number", "name.public-suffix",
    ]
    return rule != "extension.second-list" && prefixes.contains { rule.hasPrefix($0) } || others.contains(rule)
  }

  @Test func `Every finding on what a certificate cannot have is explained`() throws {
    var found: Set<String> = []
    for entry in CorpusRequest.all where (try? CertificationRequest(der: entry.der)) != nil {
      let findings = try RuleVectors.findings(in: entry.der, asOf: CalendarDate(2026, 11, 28))
      for finding in findings where Self.isExplained(finding.rule.id) {
        found.insert("\(entry.path)\t\(finding.rule.id)")
      }
    }
    let explained = Set(
      TestFiles.lines(TestFiles.package.appending(path: "docs/corpus-findings.tsv")).dropFirst()
        .map { line in TestFiles.columns(line).prefix(2).joined(separator: "\t") })
    #expect(found.subtracting(explained).sorted() == [])
    #expect(explained.subtracting(found).sorted() == [])
    #expect(found.count > 200)
  }
}
