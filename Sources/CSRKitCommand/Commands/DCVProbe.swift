// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CommandSupport
import CSRKit
import PKCS10
import SystemBridge

struct DCVProbe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Probe what is published for a request's names, as the CA will.",
    discussion: """
      The program csrkit-companion, installed with csrkit, makes the connections.

      EXAMPLES:
        csrkit dcv probe request.pem
        csrkit dcv probe request.pem --method cname --watch --give-up 3600
        csrkit dcv probe request.pem --order form.txt --resolver 192.0.2.53 --format json

      Exit status: 0 all ready, 1 some doubtful, 2 some not ready.
      """)

  @Argument(help: ArgumentHelp("The input; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var plan: PlanOptions

  @OptionGroup var look: ProbeArguments

  func validate() throws {
    if plan.uniqueValue == "auto" {
      throw ValidationError("--unique-value auto creates a value that is not published yet; give the order's value")
    }
  }

  func run() throws {
    var plans: [UInt8] = []
    do throws(OrderOptions.Failure) {
      let maker = try PlanMaker(options: plan, ledger: nil)
      guard let inputs = PlanInput.all(files, for: maker.question) else {
        throw OrderOptions.Failure(message: "no input: name a file, or pipe a request in", status: .usage)
      }
      for input in inputs { plans += try self.plans(input, maker) }
    } catch {
      Terminal.error(error.message)
      return try error.status.exit()
    }
    try probe(plans)
  }

  /// The plans of an input's requests as JSON Lines.
  private func plans(_ input: PlanInput, _ maker: PlanMaker) throws(OrderOptions.Failure) -> [UInt8] {
    let inspector = Inspector()
    let inspection = inspector.inspect(try input.bytes(), name: input.name, on: plan.judging.day)
    guard !inspection.reports.isEmpty else {
      let reason = inspection.failures.first?.error.description ?? inspection.explanation.message
      throw OrderOptions.Failure(message: "\(input.name): \(reason)", status: .noRequest)
    }
    var lines: [UInt8] = []
    var writer = JSONWriter()
    for report in inspection.reports {
      writer.reset()
      try maker.plan(report, inspector, on: plan.judging.day).write(to: &writer)
      lines += writer.line
    }
    return lines
  }

  private func probe(_ plans: [UInt8]) throws {
    let status: Int32
    do throws(ChildFailure) {
      let arguments = ["dcv-probe"] + look.words
      status = try ProgramRun.run(Companion.program, arguments: arguments, input: plans)
    } catch {
      Terminal.error("\(error)")
      return try Status.cannotRead.exit()
    }
    if status != 0 { throw ExitCode(status) }
  }
}
