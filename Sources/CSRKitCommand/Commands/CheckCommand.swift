// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKit
import CSRKitBase
import KeyAudit
import PKCS10
import Preflight

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Predict the CA's response to an order before it is sent.",
    usage: "csrkit check [<option> ...] [<file> ...]",
    discussion: """
      With --product, csrkit checks whether the request suits the product and lists the parameters that the order \
      still needs. With --order, it checks the complete form, and a missing parameter is an error.

      EXAMPLES:
        csrkit check request.pem --product 488
        csrkit check request.pem --product 335 --set domainNames=example.com
        csrkit check --order order.json
        csrkit check request.pem --order form.txt --format json
        csrkit check request.pem --order form.txt --ledger tokens.sqlite
        csrkit check request.pem --product 489 --as-of 2029-03-15
      """)

  @Argument(help: ArgumentHelp("The requests; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var order: OrderOptions

  @Option(help: LedgerOptions.help, completion: .file())
  var ledger: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try CheckRun(options: self, lists: try common.openLists(includesSharedPrimes: true)).status().exit()
  }
}

/// One run of `check` over all inputs.
struct CheckRun {
  let options: CheckCommand
  private let inspector: Inspector

  init(options: CheckCommand, lists: [any KeyList]) {
    self.options = options
    inspector = Inspector(lists: lists)
  }

  func status() -> Status {
    do throws(OrderOptions.Failure) {
      return status(try options.order.form(requestFiles: options.files))
    } catch {
      Terminal.error(error.message)
      return error.status
    }
  }

  private func status(_ form: OrderForm) -> Status {
    let isComplete = options.order.order != nil
    guard isComplete || form[.product]?.isEmpty == false else {
      Terminal.error("no product: neither --product nor --order is given")
      Terminal.hint("to list the product codes, run csrkit catalog products")
      return .usage
    }
    let ledger: (any TokenLedger)?
    do throws(LedgerError) {
      ledger = try LedgerOptions.open(options.ledger)
    } catch {
      Terminal.error("\(error)")
      return .cannotRead
    }
    let question = OrderQuestion(form: form, isComplete: isComplete, ledger: ledger)
    var output = CheckOutput(options: options.common)
    switch OrderInput(files: options.files, form: form, hasForm: isComplete) {
    case .nothing:
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit check --help")
      return .usage
    case .form: return check(question, &output)
    case .files(let names): return names.reduce(.success) { max($0, check($1, question, &output)) }
    }
  }

  /// Checks a form that contains its request, or has none.
  private func check(_ question: OrderQuestion, _ output: inout CheckOutput) -> Status {
    let check = inspector.check(formOf: question, on: options.common.day)
    if check.hasPrivateKey { Warnings.printPrivateKey(in: "csr") }
    return output.add(check)
  }

  private func check(_ name: String, _ question: OrderQuestion, _ output: inout CheckOutput) -> Status {
    let input: Input
    do throws(Input.Failure) { input = try Input(name) } catch {
      Terminal.error(error.message)
      output.add(failure: "unreadable", error.message, source: name)
      return .cannotRead
    }
    // With an empty standard input, a form without a request is checked as it is.
    if input.bytes.isEmpty, options.files.isEmpty, question.isComplete {
      return check(question, &output)
    }
    let found = inspector.check(input.bytes, name: name, for: question, on: options.common.day)
    Warnings.print(for: found.inspection)
    var worst = Status.success
    for check in found.checks { worst = max(worst, output.add(check)) }
    for failure in found.inspection.failures {
      Terminal.error("invalid request in \(name): \(failure)", fix: failure.advice)
      output.add(failure: "malformed", "\(failure)", fix: failure.advice, source: name)
      worst = max(worst, .noRequest)
    }
    if found.inspection.isEmpty, found.inspection.failures.isEmpty {
      let explanation = found.inspection.explanation
      Terminal.error("no request in \(name): \(explanation.message)", fix: found.inspection.advice)
      if input.bytes.isEmpty, options.files.isEmpty {
        Terminal.hint("name a file, or pipe a request to standard input")
      }
      output.add(failure: explanation.kind, explanation.message, fix: found.inspection.advice, source: name)
      worst = max(worst, .noRequest)
    }
    return worst
  }
}

/// Prints checks one by one in the chosen format.
struct CheckOutput: ~Copyable {
  let options: CommonOptions
  private var writer = JSONWriter()
  private var count = 0

  init(options: CommonOptions) { self.options = options }

  mutating func add(_ check: OrderCheck) -> Status {
    if let failure = check.ledgerFailure {
      Terminal.error("\(failure)")
      return .cannotRead
    }
    if options.format == .text {
      let style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
      Terminal.print((count == 0 ? "" : "\n") + check.text(style: style))
    } else {
      writer.reset()
      check.write(to: &writer)
      Terminal.print(writer.line)
    }
    count += 1
    if check.judgement.verdict == .refused { return .refused }
    return check.findings.contains { options.failOn.includes($0.severity) } ? .findings : .success
  }

  mutating func add(failure kind: String, _ message: String, fix: String? = nil, source: String) {
    guard options.format != .text else { return }
    writer.reset()
    writer.writeFailure(kind: kind, message: message, fix: fix, source: source)
    Terminal.print(writer.line)
  }
}
