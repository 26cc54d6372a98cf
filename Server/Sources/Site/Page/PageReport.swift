// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// The results as a document for a ticket.
struct PageReport {
  enum Format: String, CaseIterable {
    case text, markdown, json
  }

  let reading: PageReading

  func bytes(_ format: Format) -> [UInt8] {
    switch format {
    case .json: json
    case .text: Array(document(Outline(isMarkdown: false)).utf8)
    case .markdown: Array(document(Outline(isMarkdown: true)).utf8)
    }
  }

  static func contentType(_ format: Format) -> String {
    switch format {
    case .text: "text/plain; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    case .json: "application/json"
    }
  }

  /// An array with the document of `csrkit check` for each request, or of `csrkit inspect` without a product.
  private var json: [UInt8] {
    var writer = JSONWriter()
    writer.array { writer in
      for entry in reading.entries {
        if entry.check.effective.selection == nil {
          entry.report.write(to: &writer)
        } else {
          entry.check.write(to: &writer)
        }
      }
    }
    writer.newline()
    return writer.bytes
  }

  private func document(_ outline: Outline) -> String {
    var outline = outline
    outline.title(PageSummary(reading).title, level: 1)
    for failure in reading.failures {
      outline.item("Error: \(Sentence.of(failure.message))")
      if let advice = failure.advice { outline.detail("Fix: \(Sentence.of(advice))") }
    }
    for entry in reading.entries { PageReport.write(entry, to: &outline) }
    return outline.text
  }

  private static func write(_ entry: PageEntry, to outline: inout Outline) {
    outline.title(entry.title, level: 2)
    if let prediction = entry.check.effective.selection == nil ? nil : entry.check.prediction {
      outline.line("The CA will return error \(prediction.errorCode): \(prediction.errorMessage)")
    }
    for finding in entry.findings where finding.severity > .info {
      outline.item("\(finding.severity == .error ? "Error" : "Warning"): \(Sentence.of(finding.message))")
      outline.detail("Fix: \(Sentence.of(finding.fix))")
    }
    if !entry.missing.isEmpty {
      outline.line("Missing: " + entry.missing.map(\.name.spelling).joined(separator: ", "))
    }
    if entry.report.findings.contains(where: { $0.severity == .error }), !entry.correction.names.isEmpty {
      outline.title("Create a corrected CSR", level: 3)
      outline.code(entry.correction.openSSLCommand)
    }
    if let plan = entry.publishable { write(plan, to: &outline) }
  }

  private static func write(_ plan: ValidationPlan, to outline: inout Outline) {
    outline.title("Publish", level: 3)
    for record in plan.records { outline.code("\(record.owner) CNAME \(record.target)\n") }
    if let file = plan.file {
      for position in file.proves { outline.item(plan.names[position].file?.url ?? "") }
      outline.code(file.body)
    }
    for name in plan.names {
      if let mail = name.email { outline.item("\(name.name.ascii): \((mail.chosen ?? mail.addresses.first) ?? "")") }
      if name.method == .txt, let owner = name.txt?.owners.first { outline.item("TXT record at \(owner)") }
    }
  }
}

/// Plain text or Markdown, line by line.
private struct Outline {
  let isMarkdown: Bool
  private(set) var text = ""

  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  mutating func title(_ title: String, level: Int) {
    let shown = shown(title)
    if !text.isEmpty { text += "\n" }
    if isMarkdown {
      text += String(repeating: "#", count: level) + " \(shown)\n\n"
    } else {
      text +=
        level == 3 ? "\(shown):\n" : "\(shown)\n" + String(repeating: level == 1 ? "=" : "-", count: shown.count) + "\n"
    }
  }

  mutating func line(_ line: String) { text += shown(line) + "\n" }

  mutating func item(_ item: String) { text += "- \(shown(item))\n" }

  mutating func detail(_ detail: String) { text += "  \(shown(detail))\n" }

  /// Text to copy unchanged, such as a command.
  mutating func code(_ code: String) {
    let lines = code.split(separator: "\n").map { DisplayText.escaped(String($0)) }
    text += "\n" + (isMarkdown ? "```\n" : "")
    for line in lines { text += isMarkdown ? "\(line)\n" : "  \(line)\n" }
    text += (isMarkdown ? "```\n" : "") + "\n"
  }

  /// Text on one line, without characters that have a meaning in Markdown.
  private func shown(_ value: String) -> String {
    let visible = DisplayText.escaped(value)
    guard isMarkdown else { return visible }
    return visible.map { "\\`*_{}[]<>#|&".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
