// SPDX-License-Identifier: Apache-2.0
import CSRKit
import KeyAudit
import Preflight
import SystemBridge

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

  /// Runs the batch.
  ///
  /// - Returns: the exit status.
  func status() -> Int32 {
    guard let names = Input.names(options.files) else {
      Terminal.error("no input: name a file, or pipe requests in")
      Terminal.hint("csrkit batch --help shows examples")
      return Status.usage.rawValue
    }
    let work: BatchOptions
    do throws(OrderOptions.Failure) { work = try options.workerOptions(lists: lists) } catch {
      Terminal.error(error.message)
      return error.status.rawValue
    }
    Interruption.watch()
    // A resumed run goes on below the header that the first has written.
    if !work.header.isEmpty, options.resume == 0 { Terminal.print(work.header) }
    let sink = BatchSink(progress: BatchProgress(size: BatchRun.size(of: names)))
    let pipeline = BatchPipeline(limit: 2 * jobs + 2, isOrdered: !options.unordered) { sink.take($0) }
    let threads = pipeline.start(jobs: jobs, options: work)
    guard threads.count > 0 else {
      Terminal.error("no thread can be started")
      return Status.ownFault.rawValue
    }
    var feed = BatchFeed(options: options, pipeline: pipeline)
    let worst = feed.read(names)
    pipeline.close()
    threads.join()
    sink.finish()
    if options.summary { printSummary(sink.tally) }
    return conclude(sink, skipped: options.resume - feed.stillToSkip, worst)
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
      Terminal.warning("\(tally.privateKeys) private keys stand in the input; they were not read")
    }
    if let failure = sink.failure {
      Terminal.warning("the output ended after \(done) records: \(failure)")
      return failure.isClosedPipe ? Status.success.rawValue : Status.cannotRead.rawValue
    }
    if let signal = Interruption.take(), signal > 0 {
      Terminal.warning("interrupted after \(done) records")
      Terminal.hint("--resume \(done) goes on from there")
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

  /// The bytes of all inputs together, or nil where one has no size.
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
