// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import KeyAudit
internal import PKCS10
internal import Preflight

/// One request: its findings, then its contents.
struct RequestView {
  let entry: PageReading.Entry
  let isAlone: Bool

  private var report: RequestReport { entry.report }

  var html: HTML {
    let body: HTML = """
      \(FindingsView(findings: entry.findings).html)
      <h4>Contents</h4>
      <dl class="facts">\(HTML.join(facts.map(row)))</dl>
      """
    guard isAlone else {
      return """
        <details class="request"><summary><h3>\(entry.title)</h3> \(FindingsView.badge(entry.findings))</summary>
        \(body)</details>
        """
    }
    return """
      <article class="request">
      <div class="head"><h3>\(entry.title)</h3> \(FindingsView.badge(entry.findings))</div>
      \(body)</article>
      """
  }

  private typealias Fact = (label: String, values: [String])

  private func row(_ fact: Fact) -> HTML {
    let values = fact.values.map { "<span>\($0)</span>" as HTML }
    let isDigest = RequestView.digests.contains(fact.label)
    return "<div><dt>\(fact.label)</dt><dd\("class=\"value\"", if: isDigest)>\(HTML.join(values))</dd></div>"
  }

  private static let digests: Set<String> = ["MD5", "SHA-256", "Key SHA-256"]

  private var facts: [Fact] {
    let all: [Fact] = [
      ("Names", names), ("Key", [report.keyText]), ("Key audit", audit), ("Signature", [report.signatureText]),
      ("Subject", report.subjectTexts), ("Extensions", report.extensionTexts),
      ("Repairs", report.source.repairs.map(\.summary)),
      ("MD5", [report.digests.md5]), ("SHA-256", [report.digests.sha256]), ("Key SHA-256", [report.key.sha256]),
    ]
    return all.filter { !$0.values.isEmpty }
  }

  private var names: [String] {
    let alternative = report.alternativeNameTexts
    return report.commonNames.filter { !alternative.contains($0) } + alternative
  }

  private var audit: [String] {
    let verdict = report.keyVerdict
    let hits = verdict.hits.map { hit in
      let evidence = hit.evidence.map { "\($0.name) \($0.isPrivate ? "hidden" : $0.value)" }
      return "\(hit.check), \(hit.grade.rawValue)" + (evidence.isEmpty ? "" : ": ")
        + evidence.joined(separator: ", ")
    }
    let open = verdict.notChecked.first.map { ["not checked: \($0.sentence)"] } ?? []
    return [verdict.outcome.rawValue] + hits + open
  }
}
