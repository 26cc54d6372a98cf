// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import CommandSupport
public import CSRKit
import KeyAudit

extension BatchForm: ExpressibleByArgument {}

enum BatchSelection: String, Choice {
  case findings
}

struct BatchFieldList: ExpressibleByArgument {
  let fields: [BatchField]

  init?(argument: String) {
    fields = argument.split(separator: ",").compactMap { BatchField(String($0)) }
    guard !fields.isEmpty, fields.count == argument.split(separator: ",").count else { return nil }
  }

  static var allValueStrings: [String] {
    BatchField.all.map(\.name) + ["subject.NAME", "effective.fields.PARAMETER"]
  }
}

struct Batch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Inspect streams of any number of requests on all processors.",
    discussion: """
      A stream holds PEM objects, one request in Base64 a line, one object {"id":…,"csr":…} a line, or a tar archive; \
      which of them is told from its first bytes. Each file of a folder or archive is a record. The output is one object \
      of csrkit inspect a line, in the order of the input, with the id kept. A record without a request gives one object \
      with an error, and never ends the stream.

      With --product or --order every request is checked for an order, and the objects are those of csrkit check. A line of \
      JSON may bring its own form, as further members beside csr or as an object named order: it is judged as a whole, \
      and what it says wins over the options.

      EXAMPLES:
        csrkit batch requests.pem > reports.jsonl
        zcat requests.jsonl.gz | csrkit batch --only findings
        csrkit batch --resume 250000 requests.pem >> reports.jsonl
        csrkit batch --recursive --summary /srv/requests
        csrkit batch --product 488 --fields id,verdict,predicted.errorCode orders.jsonl
        csrkit batch --fields id,commonName,key.bits,findings requests.jsonl > requests.csv
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

  @Flag(help: "Take the files of folders, and of the folders in them, each as one record.")
  var recursive = false

  @Flag(help: "Print only how many requests came to what, with which keys and findings.")
  var summary = false

  @Option(help: "How to print a summary: text or json.")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("Print these columns as CSV; the names are paths in the JSON.", valueName: "a,b,c"))
  var fields: BatchFieldList?

  @OptionGroup var order: OrderOptions

  @Flag(help: "Print without colour.")
  var noColor = false

  @Option(help: ArgumentHelp("Pass over so many records first.", valueName: "number"))
  var resume = 0

  @Option(help: "The least severity of a finding that makes the exit status 1; never: 0 whatever the records hold.")
  var failOn: FailOn = .error

  @OptionGroup var lists: ListOptions

  @OptionGroup var judging: DayOption

  func validate() throws {
    if let jobs, !(1...1024 ~= jobs) { throw ValidationError("--jobs is a number from 1 to 1024") }
    if summary, fields != nil { throw ValidationError("--summary prints no --fields") }
    if order.product == nil, order.order == nil {
      if !order.set.isEmpty { throw ValidationError("--set is about an order: give --product or --order too") }
      if let field = fields?.fields.first(where: \.needsOrder) {
        throw ValidationError("the column \(field.name) is about an order: give --product or --order too")
      }
    }
    if resume < 0 { throw ValidationError("--resume is a number of records") }
  }

  func run() throws {
    let status = BatchRun(options: self, lists: try lists.open()).status()
    if status != 0 { throw ExitCode(status) }
  }

  /// What the workers do; reads the order form, if there is one.
  func workerOptions(lists: [any KeyList]) throws(OrderOptions.Failure) -> BatchOptions {
    let output: BatchOptions.Output =
      if summary { .nothing } else if let fields { .csv(fields.fields) } else { .jsonLines }
    return BatchOptions(
      asOf: judging.day, output: output, onlyFindings: only == .findings, order: try question(), lists: lists)
  }

  private func question() throws(OrderOptions.Failure) -> OrderQuestion? {
    guard order.product != nil || order.order != nil else { return nil }
    return OrderQuestion(form: try order.form(), isComplete: order.order != nil)
  }
}
