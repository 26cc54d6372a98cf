// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import CSRKit
import Calendar
import SystemBridge

extension BatchForm: ExpressibleByArgument {}

enum BatchSelection: String, ExpressibleByArgument, CaseIterable {
  case findings
}

struct Batch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Inspect streams of any number of requests on all processors.",
    discussion: """
      A stream holds PEM objects, one request in Base64 a line, or one object {"id":…,"csr":…} a line; which of them is \
      told from its first bytes. The output is one object of csrkit inspect a line, in the order of the input, with \
      the id kept. A record without a request gives one object with an error, and never ends the stream.

      EXAMPLES:
        csrkit batch requests.pem > reports.jsonl
        zcat requests.jsonl.gz | csrkit batch --only findings
        csrkit batch --resume 250000 requests.pem >> reports.jsonl
      """)

  @Argument(help: ArgumentHelp("The inputs; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(help: ArgumentHelp("How many threads work (one a processor).", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Print results as they come, not in the order of the input.")
  var unordered = false

  @Option(help: "How the input holds its records: pem, base64, jsonl, tar or whole (told from its first bytes).")
  var input: BatchForm?

  @Option(help: "Print only requests with findings, and records without a request: findings.")
  var only: BatchSelection?

  @Option(help: ArgumentHelp("Pass over so many records first.", valueName: "number"))
  var resume = 0

  @Option(help: "The least severity of a finding that makes the exit status 1; never: 0 whatever the records hold.")
  var failOn: FailOn = .error

  @Option(help: ArgumentHelp("The day on which rules are judged (today).", valueName: "YYYY-MM-DD"))
  var asOf: CalendarDate?

  func validate() throws {
    if let jobs, !(1...1024 ~= jobs) { throw ValidationError("--jobs is a number from 1 to 1024") }
    if resume < 0 { throw ValidationError("--resume is a number of records") }
  }

  func run() throws {
    let status = BatchRun(options: self).status()
    if status != 0 { throw ExitCode(status) }
  }

  var workerOptions: BatchOptions {
    BatchOptions(
      asOf: asOf ?? CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400), onlyFindings: only == .findings)
  }
}
