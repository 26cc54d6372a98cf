// SPDX-License-Identifier: Apache-2.0
import CSRKit

/// Prints reports in one of the formats as they come.
struct InspectionOutput: ~Copyable {
  let format: OutputFormat
  let isShort: Bool
  let style: Style
  private var writer = JSONWriter()
  private var count = 0

  init(format: OutputFormat, isShort: Bool, style: Style) {
    self.format = format
    self.isShort = isShort
    self.style = style
  }

  mutating func add(_ report: RequestReport) {
    switch format {
    case .text:
      if count > 0 && !isShort { Terminal.print("\n") }
      Terminal.print(isShort ? report.shortText(style: style) : report.text(style: style))
    case .json, .jsonl:
      begin()
      report.write(to: &writer)
      end()
    }
    count += 1
  }

  mutating func add(failure kind: String, _ message: String, source: String) {
    guard format != .text else { return }
    begin()
    writer.writeFailure(kind: kind, message: message, source: source)
    end()
    count += 1
  }

  /// Closes what is open.
  mutating func finish() {
    guard format == .json else { return }
    Terminal.print(count == 0 ? "[]\n" : "\n]\n")
  }

  private mutating func begin() {
    writer.reset()
    if format == .json { Terminal.print(count == 0 ? "[\n" : ",\n") }
  }

  private func end() {
    Terminal.print(format == .jsonl ? writer.line : writer.bytes)
  }
}
