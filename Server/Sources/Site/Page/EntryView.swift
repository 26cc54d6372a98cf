// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// Everything about one request: findings, names, the order to send, a corrected CSR, and details.
struct EntryView {
  let entry: PageEntry
  let index: Int
  /// Whether it is the only one; otherwise it is folded, unless it has errors.
  let isAlone: Bool

  var html: HTML {
    let parts: [HTML?] = [
      problems, NamesView(entry: entry, index: index, isAlone: isAlone).html,
      SendView(entry: entry, index: index, isAlone: isAlone).html,
      CorrectionView(entry: entry, index: index, isAlone: isAlone).html, details,
    ]
    let body = HTML.join(parts.compactMap(\.self))
    guard !isAlone else { return "<div class=\"entry\">\(body)</div>" }
    return """
      <details class="request" id="request-\(index)"\("open", if: entry.count(.error) > 0)>
      <summary><h2>\(entry.title)</h2> \(FindingsView.badge(entry.findings))</summary>
      <div class="entry">\(body)</div></details>
      """
  }

  private var problems: HTML {
    let prediction: HTML? =
      entry.check.effective.selection == nil ? nil : PredictionView(check: entry.check).html
    return """
      <section id="problems-\(index)">\(Heading.html(title, isAlone: isAlone))
      \(prediction)\(FindingsView(findings: entry.findings).html)</section>
      """
  }

  private var title: HTML {
    let name: HTML = isAlone ? " in \(entry.title)" : ""
    let (errors, warnings) = (entry.count(.error), entry.count(.warning))
    if errors > 0 { return "\(PageSummary.count(errors, "problem")) to fix\(name)" }
    if warnings > 0 { return "\(PageSummary.count(warnings, "warning"))\(name)" }
    return "No problems\(name)"
  }

  private var details: HTML {
    let order: HTML? =
      entry.check.effective.selection == nil
      ? nil
      : """
      <details class="fold effective" id="effective-\(index)"><summary>Values that the CA will use</summary>
      \(EffectiveOrderView(order: entry.check.effective).html)</details>
      """
    return """
      <section>\(Heading.html("Details", isAlone: isAlone))\(order)
      <details class="fold contents" id="contents-\(index)"><summary>Contents of the CSR</summary>
      \(ContentsView(report: entry.report).html)</details></section>
      """
  }
}

/// The heading of a part of the results, one level lower if there are several requests.
enum Heading {
  static func html(_ title: HTML, isAlone: Bool) -> HTML {
    isAlone ? "<h2>\(title)</h2>" : "<h3 class=\"part\">\(title)</h3>"
  }
}

/// A button that copies a text; only the script shows it.
enum CopyButton {
  /// - Parameter rest: completes the label for screen readers.
  static func html(_ label: HTML, _ text: String, _ rest: HTML) -> HTML {
    """
    <button type="button" class="copy" data-copy="\(lines: text)" aria-label="\(label)\(rest)" hidden>\(label)</button>
    """
  }
}

/// The contents of a request as a list of facts.
struct ContentsView {
  let report: RequestReport

  var html: HTML { "<dl class=\"facts\">\(HTML.join(facts.map(row)))</dl>" }

  private typealias Fact = (label: String, values: [String])

  private func row(_ fact: Fact) -> HTML {
    let values = fact.values.map { "<span>\($0)</span>" as HTML }
    let isDigest = ContentsView.digests.contains(fact.label)
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
