// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import PKCS10
import Preflight

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
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

  @OptionGroup var common: CommonOptions

  func run() throws {
    try InspectRun(options: self, lists: try common.openLists()).status().exit()
  }
}

/// One run of `inspect` over all inputs.
private struct InspectRun {
  let options: Inspect
  private let inspector: Inspector
  private let style: Style

  init(options: Inspect, lists: [any KeyList]) {
    self.options = options
    inspector = Inspector(lists: lists)
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
        worst = max(worst, try inspect(name, &output))
      } catch {
        Terminal.error(error.message)
        output.add(failure: "unreadable", error.message, source: name)
        worst = max(worst, .cannotRead)
      }
    }
    output.finish()
    return worst
  }

  /// Reads one input as a stream and tells what is in it as it comes.
  private func inspect(_ name: String, _ output: inout InspectionOutput) throws(Input.Failure) -> Status {
    var stream = InspectionStream(inspector, name: name, on: options.common.day)
    var worst = Status.success
    try Input.read(name) { chunk in
      stream.append(chunk.span)
      while let item = stream.next() { worst = max(worst, tell(item, of: name, &output)) }
      return true
    }
    stream.finish()
    while let item = stream.next() { worst = max(worst, tell(item, of: name, &output)) }
    if stream.privateKey != nil { Warnings.printPrivateKey(in: name) }
    if stream.untoldFaults > 0 {
      Terminal.error("\(name): \(stream.untoldFaults) more damaged requests, which are not listed")
    }
    return worst
  }

  private func tell(_ item: InspectionStream.Item, of name: String, _ output: inout InspectionOutput) -> Status {
    switch item {
    case .report(let report):
      output.add(report)
      let isFailing = report.findings.contains { options.common.failOn.includes($0.severity) }
      return max(report.isRefused ? .refused : .success, isFailing ? .findings : .success)
    case .failure(let failure):
      Terminal.error("\(name): \(failure.error)")
      output.add(failure: "malformed", failure.error.description, source: name)
    case .fault(let object):
      Terminal.error("\(name): \(object)")
      output.add(failure: object.id, object.description, source: name)
    }
    return .noRequest
  }
}
