// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Probe

/// Reports for people and for programs.
enum ReportText {
  private static let marks: [NameReport.Verdict: String] = [
    .ready: "ready", .doubtful: "doubtful", .notReady: "NOT READY",
  ]

  /// One name with its findings, indented.
  static func text(_ report: NameReport) -> String {
    var text = "\(report.name): \(marks[report.verdict] ?? "")\n"
    for finding in report.findings {
      text += "  \(finding.severity.rawValue): \(finding.message)\n"
      if let fix = finding.fix { text += "    fix: \(fix)\n" }
    }
    return text
  }

  /// All names as one JSON document.
  static func json(_ reports: [NameReport], isPretty: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      isPretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
    let document = Document(schema: 1, names: reports.map(Document.Name.init))
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    let schema: Int
    let names: [Name]

    struct Name: Encodable {
      let name: String
      let verdict: String
      let findings: [Finding]

      init(_ report: NameReport) {
        name = report.name
        verdict = report.verdict.rawValue
        findings = report.findings.map(Finding.init)
      }
    }

    struct Finding: Encodable {
      let id: String
      let severity: String
      let message: String
      let fix: String?

      init(_ finding: ProbeFinding) {
        id = finding.identifier
        severity = finding.severity.rawValue
        message = finding.message
        fix = finding.fix
      }
    }
  }
}
