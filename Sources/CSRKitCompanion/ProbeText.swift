// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import CSRKitProbe

/// Renders reports as text and JSON.
enum ProbeText {
  /// A name with its findings.
  static func text(_ report: ProbeReport) -> String {
    let state =
      switch report.verdict {
      case .ready: "ready"
      case .doubtful: "doubtful"
      case .notReady: "NOT READY"
      }
    var text = "\(report.name): \(state)\(report.isOptional ? " (optional: the CA adds this name)" : "")\n"
    if report.isOptional, report.verdict != .ready {
      text += "  info: the CA leaves the name out if it is not proven; omitAdditionalFQDN=Y orders without it\n"
    }
    for finding in report.findings {
      text += "  \(finding.severity.rawValue): \(finding.message)\n"
      if let fix = finding.fix { text += "    fix: \(fix)\n" }
    }
    return text
  }

  /// All names as one JSON document and a newline; indented if `isPretty`.
  static func json(_ reports: [ProbeReport], isPretty: Bool) -> String {
    let document = Node.object([
      ("schema", .number(1)),
      ("names", .array(reports.map(node))),
    ])
    return document.text(isPretty: isPretty, depth: 0) + "\n"
  }

  private static func node(_ report: ProbeReport) -> Node {
    .object(
      [
        ("name", .string(report.name)),
        ("verdict", .string(report.verdict.rawValue)),
      ] + (report.isOptional ? [("optional", .flag(true))] : []) + [
        (
          "findings",
          .array(
            report.findings.map { finding in
              .object(
                [
                  ("id", .string(finding.kind.rawValue)), ("severity", .string(finding.severity.rawValue)),
                  ("message", .string(finding.message)),
                ] + (finding.fix.map { [("fix", .string($0))] } ?? []))
            })
        )
      ])
  }

  /// A JSON value; the documents have four levels.
  private indirect enum Node {
    case number(Int)
    case flag(Bool)
    case string(String)
    case array([Node])
    case object([(String, Node)])

    func text(isPretty: Bool, depth: Int) -> String {
      switch self {
      case .number(let number): "\(number)"
      case .flag(let flag): "\(flag)"
      case .string(let text): JSONText.quoted(text)
      case .array(let nodes):
        Node.list("[", nodes.map { $0.text(isPretty: isPretty, depth: depth + 1) }, "]", isPretty, depth)
      case .object(let members):
        Node.list(
          "{",
          members.map { name, node in
            "\"\(name)\":\(isPretty ? " " : "")\(node.text(isPretty: isPretty, depth: depth + 1))"
          }, "}", isPretty, depth)
      }
    }

    private static func list(
      _ open: String, _ parts: [String], _ close: String, _ isPretty: Bool, _ depth: Int
    ) -> String {
      guard isPretty, !parts.isEmpty else { return open + parts.joined(separator: ",") + close }
      let indentation = String(repeating: "  ", count: depth)
      let lines = parts.map { "\(indentation)  \($0)" }
      return "\(open)\n\(lines.joined(separator: ",\n"))\n\(indentation)\(close)"
    }
  }
}
