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
        csrkit check request.pem --product 488 --format sarif > csrkit.sarif
        csrkit check request.pem --order form.txt --ledger tokens.sqlite
        csrkit check request.pem --product 489 --as-of 2029-03-15
      """)

  @Argument(help: ArgumentHelp("The requests; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var order: OrderOptions

  @Option(help: LedgerOptions.help, completion: .file())
  var ledger: String?

  @Option(help: ReportFormat.help)
  var format: ReportFormat = .text

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
    var output = ReportOutput(format: options.format, isArray: false)
    switch OrderInput(files: options.files, form: form, hasForm: isComplete) {
    case .nothing:
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit check --help")
      return .usage
    case .form:
      let status = check(question, &output)
      output.finish()
      return status
    case .files(let names):
      var worst = Status.success
      for name in names { worst = max(worst, check(name, question, &output)) }
      output.finish()
      return worst
    }
  }

  /// Checks a form that contains its request, or has none.
  private func check(_ question: OrderQuestion, _ output: inout ReportOutput) -> Status {
    let check = inspector.check(formOf: question, on: options.common.day)
    if check.hasPrivateKey {
      Warnings.printPrivateKey(in: "csr")
      output.add(privateKey: "in the parameter csr", source: options.order.order ?? "csr")
    }
    return print(check, &output)
  }

  private func check(_ name: String, _ question: OrderQuestion, _ output: inout ReportOutput) -> Status {
    let input: Input
    do throws(Input.Failure) { input = try Input(name) } catch {
      Terminal.error(error.message)
      output.add(unreadable: name, error.message)
      return .cannotRead
    }
    // With an empty standard input, a form without a request is checked as it is.
    if input.bytes.isEmpty, options.files.isEmpty, question.isComplete {
      return check(question, &output)
    }
    let found = inspector.check(input.bytes, name: name, for: question, on: options.common.day)
    Warnings.print(for: found.inspection)
    for object in found.inspection.others where object.isPrivateKey {
      output.add(privateKey: object.name, source: name, line: object.position.line)
    }
    var worst = Status.success
    for check in found.checks { worst = max(worst, print(check, &output)) }
    for failure in found.inspection.failures {
      Terminal.error("invalid request in \(name): \(failure)", fix: failure.advice)
      output.add(failure)
      worst = max(worst, .noRequest)
    }
    if found.inspection.isEmpty, found.inspection.failures.isEmpty {
      let explanation = found.inspection.explanation
      Terminal.error("no request in \(name): \(explanation.message)", fix: found.inspection.advice)
      if input.bytes.isEmpty, options.files.isEmpty {
        Terminal.hint("name a file, or pipe a request to standard input")
      }
      output.add(
        failure: explanation.kind, explanation.message, fix: found.inspection.advice, source: name,
        isDamaged: found.inspection.advice != nil)
      worst = max(worst, .noRequest)
    }
    return worst
  }

  private func print(_ check: OrderCheck, _ output: inout ReportOutput) -> Status {
    if let failure = check.ledgerFailure {
      Terminal.error("\(failure)")
      return .cannotRead
    }
    output.add(
      text: check.text(style: Style(usesColor: Terminal.usesColor(noColor: options.common.noColor))),
      json: { check.write(to: &$0) }, sarif: { $0.add(check, form: options.order.order) })
    if check.judgement.verdict == .refused { return .refused }
    return check.findings.contains { options.common.failOn.includes($0.severity) } ? .findings : .success
  }
}
