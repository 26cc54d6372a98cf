// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import Calendar
import DCV
import SystemBridge

struct DCVProbe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Look at what is published for a request's names, as the CA will.",
    discussion: """
      What follows -- is for the program csrkit-probe, which does the looking (make probe; csrkit-probe --help).

      EXAMPLES:
        csrkit dcv probe request.pem
        csrkit dcv probe request.pem --method cname -- --watch --give-up 3600
        csrkit dcv probe request.pem -- --resolver 192.0.2.53 --format json

      Exit status: 0 all ready, 1 some doubtful, 2 some not ready.
      """)

  @Argument(help: ArgumentHelp("The request; - is the standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: "The method for every name: http, https or cname (a file for hosts, a record for wildcards).")
  var method: ValidationMethod?

  @Option(help: "The uniqueValue of the order: up to 20 letters and digits.")
  var uniqueValue: String?

  @Option(help: ArgumentHelp("A name to look at instead of the request's; may be repeated.", valueName: "name"))
  var domain: [String] = []

  @Argument(parsing: .postTerminator, help: ArgumentHelp("Options of csrkit-probe.", valueName: "options"))
  var options: [String] = []

  func run() throws {
    var input: [UInt8] = []
    do {
      let value = try uniqueValue.map { try UniqueValue($0) }
      let inspector = Inspector(asOf: CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400))
      let inspection = inspector.inspect(try Input(file).bytes, name: file)
      guard !inspection.reports.isEmpty else {
        Terminal.error("\(file): \(inspection.explanation.message)")
        return try Status.noRequest.exit()
      }
      for report in inspection.reports {
        let plan = try inspector.plan(
          report, names: domain.isEmpty ? nil : domain, choice: method.map(MethodChoice.common) ?? .automatic,
          uniqueValue: value)
        var writer = JSONWriter()
        plan.write(to: &writer)
        input += writer.bytes + [0x0A]
      }
    } catch let error as Input.Failure {
      Terminal.error(error.message)
      return try Status.cannotRead.exit()
    } catch let error as UniqueValueError {
      Terminal.error("--unique-value: \(error)")
      return try Status.usage.exit()
    }
    try look(input)
  }

  private func look(_ plan: [UInt8]) throws {
    let status: Int32
    do throws(ChildFailure) {
      status = try ProgramRun.run(Companion.program("csrkit-probe"), arguments: options, input: plan)
    } catch {
      Terminal.error("\(error)")
      Terminal.hint("make probe builds csrkit-probe")
      return try Status.ownFault.exit()
    }
    if status != 0 { throw ExitCode(status) }
  }
}
