// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
import CommandSupport
public import CSRKit
internal import CSRKitBase
import KeyAudit
import Preflight
import SystemBridge

extension BatchForm: ExpressibleByArgument {}

enum BatchSelection: String, Choice {
  case findings
}

/// The value of `--fields`.
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
    abstract: "Inspect any number of requests on all processors.",
    usage: "csrkit batch [<option> ...] [<file> ...]",
    discussion: """
      The input contains PEM objects, one Base64 request per line, one JSON object {"id":…,"csr":…} per line, or a tar \
      archive. The format is detected from the first bytes. Each file in a folder or an archive is one record.

      The output is JSON Lines: one object of "csrkit inspect" per request, in input order, with the id of its line. A \
      record without a request produces an object with an error and does not stop the run.

      With --product or --order, each request is checked for an order and the objects are those of "csrkit check". A \
      line of JSON may contain its own order parameters, next to csr or in an object named order. They form a complete \
      order and take precedence over the options.

      With --shared, a request whose signature has the nonce of an earlier one has the hit reused-nonce, and the \
      evidence names the earlier one. Eight requests per nonce are remembered. Records that --resume skips are not \
      compared.

      EXAMPLES:
        csrkit batch requests.pem > reports.jsonl
        zcat requests.jsonl.gz | csrkit batch --only findings
        csrkit batch --resume 250000 requests.pem >> reports.jsonl
        csrkit batch --recursive --summary /srv/requests
        csrkit batch --product 488 --fields id,verdict orders.jsonl
        csrkit batch --fields id,commonName,key.bits requests.jsonl > list.csv
      """)

  @Argument(
    help: ArgumentHelp("The files to read; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(help: ArgumentHelp("The number of threads (default: one per processor).", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Print results as soon as they are ready, not in input order.")
  var unordered = false

  @Option(help: "The input format; whole: each file is one record (default: detected).")
  var input: BatchForm?

  @Option(help: "Print only requests with findings and records without a request.")
  var only: BatchSelection?

  @Flag(help: "Read all files in folders and their subfolders, each as one record.")
  var recursive = false

  @Flag(help: "Print only the numbers of requests by outcome, key and finding.")
  var summary = false

  @Option(help: "The format of the summary.")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("Print CSV with these columns, which are paths in the JSON.", valueName: "a,b,c"))
  var fields: BatchFieldList?

  @OptionGroup var order: OrderOptions

  @Flag(
    help: """
      Find signatures with the nonce of an earlier one, among the last \(NonceMemory.byteLimit >> 20) MiB of ECDSA and \
      DSA requests.
      """)
  var shared = false

  @Flag(help: "Do not use colors.")
  var noColor = false

  @Option(help: ArgumentHelp("Skip this number of records first.", valueName: "number"))
  var resume = 0

  @Option(help: "The lowest severity that sets exit status 1; with never it is always 0.")
  var failOn: FailOn = .error

  @OptionGroup var lists: ListOptions

  @OptionGroup var judging: DayOption

  func validate() throws {
    if let jobs, !(1...1024 ~= jobs) { throw ValidationError("--jobs must be from 1 to 1024") }
    if shared, unordered { throw ValidationError("--shared and --unordered cannot be combined") }
    if summary, fields != nil { throw ValidationError("--summary and --fields cannot be combined") }
    if order.product == nil, order.order == nil {
      if !order.set.isEmpty { throw ValidationError("--set needs an order: add --product or --order") }
      if let field = fields?.fields.first(where: \.needsOrder) {
        throw ValidationError("the column \(field.name) needs an order: add --product or --order")
      }
    }
    if resume < 0 { throw ValidationError("--resume must not be negative") }
  }

  func run() throws {
    let status = BatchRun(options: self, lists: try lists.open()).status()
    if status != 0 { throw ExitCode(status) }
  }

  /// The options of the workers; reads the order form if there is one.
  func workerOptions(lists: [any KeyList]) throws(OrderOptions.Failure) -> BatchOptions {
    let output: BatchOptions.Output =
      if summary { .nothing } else if let fields { .csv(fields.fields) } else { .jsonLines }
    return BatchOptions(
      asOf: judging.day, output: output, onlyFindings: only == .findings, order: try question(), lists: lists,
      comparesNonces: shared)
  }

  private func question() throws(OrderOptions.Failure) -> OrderQuestion? {
    guard order.product != nil || order.order != nil else { return nil }
    return OrderQuestion(form: try order.form(), isComplete: order.order != nil)
  }
}

/// One run of `batch` over all inputs.
struct BatchRun {
  let options: Batch
  private let lists: [any KeyList]
  private let jobs: Int

  init(options: Batch, lists: [any KeyList]) {
    self.options = options
    self.lists = lists
    jobs = options.jobs ?? Process.processorCount
  }

  /// Runs the batch and returns the exit status.
  func status() -> Int32 {
    guard let names = Input.names(options.files) else {
      Terminal.error("no input: no file is named and standard input is a terminal")
      Terminal.hint("for examples, run csrkit batch --help")
      return Status.usage.rawValue
    }
    let work: BatchOptions
    do throws(OrderOptions.Failure) { work = try options.workerOptions(lists: lists) } catch {
      Terminal.error(error.message)
      return error.status.rawValue
    }
    Interruption.watch()
    // The first run has already written the header.
    if !work.header.isEmpty, options.resume == 0 { Terminal.print(work.header) }
    let comparison = options.shared ? NonceComparison(options: work) : nil
    let sink = BatchSink(progress: ProgressLine(size: BatchRun.size(of: names)), comparison: comparison)
    let pipeline = BatchPipeline(limit: 2 * jobs + 2, isOrdered: !options.unordered) { sink.take($0) }
    let threads = pipeline.start(jobs: jobs, options: work)
    guard threads.count > 0 else {
      Terminal.error("internal error: cannot start a thread")
      return Status.internalError.rawValue
    }
    var feed = BatchFeed(options: options, pipeline: pipeline)
    let worst = feed.read(names)
    pipeline.close()
    threads.join()
    sink.finish()
    if options.summary { printSummary(sink.tally) }
    if let count = comparison?.count, count > 0 {
      Terminal.warning("\(count) \(count == 1 ? "request has" : "requests have") the nonce of an earlier one")
    }
    return conclude(sink, skipped: options.resume - feed.recordsToSkip, worst)
  }

  private func printSummary(_ tally: BatchTally) {
    guard options.format == .text else {
      var writer = JSONWriter()
      tally.write(to: &writer)
      return Terminal.print(writer.line)
    }
    Terminal.print(tally.text(style: Style(usesColor: Terminal.usesColor(noColor: options.noColor))))
  }

  private func conclude(_ sink: BatchSink, skipped: Int, _ worst: Status) -> Int32 {
    let tally = sink.tally
    let done = skipped + tally.records
    if tally.privateKeys > 0 {
      Terminal.warning("the input contains \(tally.privateKeys) private keys; they were not read")
    }
    if let failure = sink.failure {
      Terminal.warning("the output ended after \(done) records: \(failure)")
      return failure.isClosedPipe ? Status.success.rawValue : Status.cannotRead.rawValue
    }
    if let signal = Interruption.take(), signal > 0 {
      Terminal.warning("interrupted after \(done) records")
      Terminal.hint("to continue, add --resume \(done)")
      return 128 + signal
    }
    return max(worst, status(of: tally)).rawValue
  }

  private func status(of tally: BatchTally) -> Status {
    guard options.failOn != .never else { return .success }
    if tally[.unreadable] > 0 { return .noRequest }
    if tally[.refused] > 0 { return .refused }
    let hasFindings = Severity.allCases.contains { options.failOn.includes($0) && tally[$0] > 0 }
    return hasFindings ? .findings : .success
  }

  /// The total size of all inputs in bytes; nil if the size of one is unknown.
  private static func size(of names: [String]) -> Int? {
    var total = 0
    for name in names {
      let size = name == "-" ? Stream.standardInput().size : (try? Stream.reading(name))?.size
      guard let size else { return nil }
      total += size
    }
    return total
  }
}
