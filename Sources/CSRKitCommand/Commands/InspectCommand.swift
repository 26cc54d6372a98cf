// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import CSRKitBase
import KeyAudit
import OpenSSLBridge
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
        git ls-files -z | xargs -0 csrkit inspect --scan --format sarif
      """)

  @Argument(
    help: ArgumentHelp("The files to read; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Print one line per request.")
  var short = false

  @Flag(help: "Accept files without a request; a private key is an error.")
  var scan = false

  @Option(help: ReportFormat.help)
  var format: ReportFormat = .text

  @OptionGroup var common: CommonOptions

  func run() throws {
    var run = InspectRun(options: self, lists: try common.openLists())
    try run.status().exit()
  }
}

/// One run of `inspect` over all inputs.
private struct InspectRun {
  let options: Inspect
  private let inspector: Inspector
  private let style: Style
  private var ownership = KeyOwnership()

  init(options: Inspect, lists: [any KeyList]) {
    self.options = options
    inspector = Inspector(lists: lists)
    style = Style(usesColor: Terminal.usesColor(noColor: options.common.noColor))
  }

  mutating func status() -> Status {
    guard let names = Input.names(options.files) else {
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit inspect --help")
      return .usage
    }
    var worst = Status.success
    var output = ReportOutput(format: options.format, isArray: true)
    for name in names {
      do throws(Input.Failure) {
        worst = max(worst, try inspect(name, &output))
      } catch {
        Terminal.error(error.message)
        output.add(unreadable: name, error.message)
        worst = max(worst, .cannotRead)
      }
    }
    print(ownership, &output)
    output.finish()
    return worst
  }

  /// Reads one input as a stream and prints each request as soon as it is found.
  private mutating func inspect(_ name: String, _ output: inout ReportOutput) throws(Input.Failure) -> Status {
    var stream = InspectionStream(inspector, name: name, on: options.common.day)
    var worst = Status.success
    // The start of the input, in which a private key may be.
    var start = SecretBytes()
    try Input.read(name) { chunk in
      if start.count + chunk.count <= InspectRun.keyInputLimit { start.append(chunk.span) }
      stream.append(chunk.span)
      while let item = stream.next() { worst = max(worst, print(item, of: name, &output)) }
      return true
    }
    stream.finish()
    while let item = stream.next() { worst = max(worst, print(item, of: name, &output)) }
    if let key = stream.privateKey {
      worst = max(worst, report(privateKey: key.form, at: key.line, in: name, &output))
      start.withBytes { ownership.readKeys(in: $0, source: name) }
    }
    if stream.unreportedFaults > 0 {
      Terminal.error("invalid requests in \(name): \(stream.unreportedFaults) more, not listed")
    }
    return worst
  }

  /// The part of an input in which private keys are compared with the requests, in bytes.
  private static let keyInputLimit = 1 << 20

  private mutating func print(
    _ item: InspectionStream.Item, of name: String, _ output: inout ReportOutput
  ) -> Status {
    switch item {
    case .report(let report):
      output.add(
        text: options.short ? report.shortText(style: style) : report.text(style: style),
        separator: options.short ? "" : "\n", json: { report.write(to: &$0) }, sarif: { $0.add(report) })
      ownership.add(report)
      let isFailing = report.findings.contains { options.common.failOn.includes($0.severity) }
      return max(report.isRefused ? .refused : .success, isFailing ? .findings : .success)
    case .failure(let failure):
      Terminal.error("invalid request in \(name): \(failure)", fix: failure.advice)
      output.add(failure)
    case .fault(let object) where options.scan && !object.isRequest:
      return scanned(object, in: name, &output)
    case .fault(let object):
      Terminal.error(
        "\(object.isDamagedRequest ? "invalid" : "no") request in \(name): \(object)", fix: object.advice)
      output.add(
        failure: object.id, object.description, fix: object.advice, source: name, isDamaged: object.isDamagedRequest)
    }
    return .noRequest
  }

  /// Reports what a file without a request is to a scan: an error only if it contains private keys.
  private func scanned(_ object: ForeignObject, in name: String, _ output: inout ReportOutput) -> Status {
    if object.isOversizedInput { Terminal.warning("not searched completely: \(name): \(object)") }
    let isKeyStore = object.kind == .pkcs12
    guard isKeyStore || object.isPrivateKey else { return .success }
    output.document { $0.writeFailure(kind: object.id, message: object.description, source: name) }
    // A private key itself is reported at the end of its file.
    return isKeyStore ? report(privateKey: object.name, at: nil, in: name, &output) : .success
  }

  /// Says which private keys belong to which requests.
  private func print(_ ownership: KeyOwnership, _ output: inout ReportOutput) {
    for object in ownership.objects { output.document { $0.encoded(object) } }
    if options.format == .text { output.add(text: ownership.text(style: style), json: { _ in }, sarif: { _ in }) }
  }

  /// Reports a private key: an error of a scan, otherwise a warning.
  private func report(
    privateKey form: String, at line: Int?, in name: String, _ output: inout ReportOutput
  ) -> Status {
    output.add(privateKey: form, source: name, line: line)
    guard options.scan else {
      Warnings.printPrivateKey(in: name)
      return .success
    }
    let place = line.map { ", line \($0)" } ?? ""
    Terminal.error("private key in \(name)\(place): \(form)", fix: InputFault.privateKey.fix)
    return options.common.failOn.includes(.error) ? .findings : .success
  }
}

extension ForeignObject {
  /// Whether it is certainly a request. A scan of any file must not take bytes that resemble one for a damaged request.
  fileprivate var isRequest: Bool {
    if case .unsignedRequest = kind { true } else { label != nil && isDamagedRequest }
  }
}
