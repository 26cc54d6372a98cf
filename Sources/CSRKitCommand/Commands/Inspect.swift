// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import PKCS10
import Preflight

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is in certificate signing requests and what is wrong with them.",
    discussion: """
      Reads PEM, Base64, DER and hexadecimal, and undoes what mail, forms and panels do to them; every repair is named. \
      A file may hold several requests.

      EXAMPLES:
        csrkit inspect request.pem
        csrkit inspect --format json *.csr
        csrkit inspect --short requests/*.pem
        pbpaste | csrkit inspect
      """)

  @Argument(help: ArgumentHelp("The inputs; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Print one line a request.")
  var short = false

  @OptionGroup var lists: ListOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try InspectRun(options: self, lists: try lists.open()).status().exit()
  }
}

/// One run of `inspect` over all inputs.
private struct InspectRun {
  let options: Inspect
  private let inspector: Inspector
  private let style: Style

  init(options: Inspect, lists: [any KeyList]) {
    self.options = options
    inspector = Inspector(asOf: options.common.day, lists: lists)
    style = Style(usesColor: Terminal.usesColor(noColor: options.common.noColor))
  }

  func status() -> Status {
    guard let names = Input.names(options.files) else {
      Terminal.error("no input: name a file, or pipe a request in")
      Terminal.hint("csrkit inspect --help shows examples")
      return .usage
    }
    var worst = Status.success
    var output = InspectionOutput(format: options.common.format, isShort: options.short, style: style)
    for name in names {
      do throws(Input.Failure) {
        let input = try Input(name)
        worst = max(worst, handle(inspector.inspect(input.bytes, name: name), &output))
      } catch {
        Terminal.error(error.message)
        output.add(failure: "unreadable", error.message, source: name)
        worst = max(worst, .cannotRead)
      }
    }
    output.finish()
    return worst
  }

  private func handle(_ inspection: Inspection, _ output: inout InspectionOutput) -> Status {
    Warnings.print(for: inspection)
    var worst = Status.success
    for report in inspection.reports {
      output.add(report)
      worst = max(worst, report.isRefused ? .refused : .success)
      if report.findings.contains(where: { options.common.failOn.includes($0.severity) }) {
        worst = max(worst, .findings)
      }
    }
    for failure in inspection.failures {
      Terminal.error("\(inspection.name): \(failure.error)")
      output.add(failure: "malformed", failure.error.description, source: inspection.name)
      worst = max(worst, .noRequest)
    }
    if inspection.isEmpty && inspection.failures.isEmpty {
      let explanation = inspection.explanation
      Terminal.error("\(inspection.name): \(explanation.message)")
      output.add(failure: explanation.kind, explanation.message, source: inspection.name)
      worst = max(worst, .noRequest)
    }
    return worst
  }
}
