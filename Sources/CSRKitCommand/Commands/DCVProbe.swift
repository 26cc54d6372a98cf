// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CommandSupport
import CSRKit
import CSRKitBase
import PKCS10
import SystemBridge

struct DCVProbe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Check the published files and records as the CA does.",
    usage: "csrkit dcv probe [<option> ...] [<file> ...]",
    discussion: """
      The connections are made by csrkit-companion, which is installed with csrkit.

      EXAMPLES:
        csrkit dcv probe request.pem
        csrkit dcv probe request.pem --method cname --watch --give-up 3600
        csrkit dcv probe request.pem --order form.txt --format json
        csrkit dcv probe request.pem --resolver 192.0.2.53 --resolver 198.51.100.53

      EXIT STATUS:
        0   all names are ready; names that the CA adds are optional
        1   at least one name is doubtful
        2   at least one name is not ready
      """)

  @Argument(help: ArgumentHelp("The requests; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var plan: PlanOptions

  @OptionGroup var ledger: LedgerOptions

  @OptionGroup var probe: ProbeArguments

  func validate() throws {
    if plan.uniqueValue == "auto" {
      throw ValidationError(
        "--unique-value auto creates a value that is not published yet: give the value of the order")
    }
  }

  func run() throws {
    var plans: [UInt8] = []
    do throws(OrderOptions.Failure) {
      let planner = try Planner(options: plan, ledger: nil)
      guard let inputs = PlanInput.all(files, for: planner.question) else {
        throw OrderOptions.Failure(message: Input.missing, status: .usage)
      }
      for input in inputs { plans += try self.plans(input, planner) }
    } catch {
      Terminal.error(error.message)
      return try error.status.exit()
    }
    try runCompanion(plans)
  }

  /// The plans of all requests of an input as JSON Lines.
  private func plans(_ input: PlanInput, _ planner: Planner) throws(OrderOptions.Failure) -> [UInt8] {
    let inspector = Inspector()
    let inspection = inspector.inspect(try input.bytes(), name: input.name, on: plan.date.day)
    guard !inspection.requests.isEmpty else {
      let reason = inspection.failures.first?.error.description ?? inspection.explanation.message
      throw OrderOptions.Failure(message: "no request in \(input.name): \(reason)", status: .noRequest)
    }
    var lines: [UInt8] = []
    var writer = JSONWriter()
    for report in inspection.requests {
      writer.reset()
      try planner.plan(report, inspector, on: plan.date.day).write(to: &writer)
      lines += writer.line
    }
    return lines
  }

  private func runCompanion(_ plans: [UInt8]) throws {
    let status: Int32
    // An address of a database may have a password, which other users could read in an argument.
    if let ledger = ledger.ledger { Process.setEnvironment("CSRKIT_LEDGER", ledger) }
    do throws(ChildFailure) {
      let arguments = ["dcv-probe", "--day=\(plan.date.day)"] + probe.words
      status = try ProgramRun.run(Companion.program, arguments: arguments, input: plans)
    } catch {
      Terminal.error("\(error)")
      return try Status.cannotRead.exit()
    }
    if status != 0 { throw ExitCode(status) }
  }
}
