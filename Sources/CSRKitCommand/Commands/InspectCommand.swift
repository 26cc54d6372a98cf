// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import CSRKitBase
import KeyAudit
import PKCS10
import Preflight

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show certificate signing requests and their problems.",
    usage: "csrkit inspect [<option> ...] [<file> ...]",
    discussion: """
      Reads PEM, Base64, DER and hexadecimal. Repairs damage done by mail programs, forms and control panels, and \
      reports each repair. A file may contain several requests.

      EXAMPLES:
        csrkit inspect request.pem
        csrkit inspect --format json *.csr
        csrkit inspect --short requests/*.pem
        pbpaste | csrkit inspect
      """)

  @Argument(
    help: ArgumentHelp("The files to read; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Print one line per request.")
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
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit inspect --help")
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

  /// Reads one input as a stream and prints each request as soon as it is found.
  private func inspect(_ name: String, _ output: inout InspectionOutput) throws(Input.Failure) -> Status {
    var stream = InspectionStream(inspector, name: name, on: options.common.day)
    var worst = Status.success
    try Input.read(name) { chunk in
      stream.append(chunk.span)
      while let item = stream.next() { worst = max(worst, print(item, of: name, &output)) }
      return true
    }
    stream.finish()
    while let item = stream.next() { worst = max(worst, print(item, of: name, &output)) }
    if stream.privateKey != nil { Warnings.printPrivateKey(in: name) }
    if stream.unreportedFaults > 0 {
      Terminal.error("invalid requests in \(name): \(stream.unreportedFaults) more, not listed")
    }
    return worst
  }

  private func print(_ item: InspectionStream.Item, of name: String, _ output: inout InspectionOutput) -> Status {
    switch item {
    case .report(let report):
      output.add(report)
      let isFailing = report.findings.contains { options.common.failOn.includes($0.severity) }
      return max(report.isRefused ? .refused : .success, isFailing ? .findings : .success)
    case .failure(let failure):
      Terminal.error("invalid request in \(name): \(failure)", fix: failure.advice)
      output.add(failure: "malformed", "\(failure)", fix: failure.advice, source: name)
    case .fault(let object):
      Terminal.error(
        "\(object.isDamagedRequest ? "invalid" : "no") request in \(name): \(object)", fix: object.advice)
      output.add(failure: object.id, object.description, fix: object.advice, source: name)
    }
    return .noRequest
  }
}

/// Prints reports one by one in the chosen format.
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

  mutating func add(failure kind: String, _ message: String, fix: String? = nil, source: String) {
    guard format != .text else { return }
    begin()
    writer.writeFailure(kind: kind, message: message, fix: fix, source: source)
    end()
    count += 1
  }

  /// Closes the JSON array.
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
