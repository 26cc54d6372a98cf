// SPDX-License-Identifier: Apache-2.0
import CSRKit
import KeyAudit
import SystemBridge

/// The threads that check keys.
final class KeysCrew {
  private let pipeline: Pipeline<[NamedKey], KeysResult>
  private let threads: WorkerThreads

  init(jobs: Int, sink: KeysSink, renderer: KeysRenderer) {
    pipeline = Pipeline(limit: 2 * jobs + 2, isOrdered: true) { sink.take($0) }
    threads = pipeline.start(jobs: jobs) {
      let auditor = KeyAuditor(options: renderer.audit, lists: renderer.lists)
      return { renderer.render($0, auditor) }
    }
  }

  /// Submits keys; waits while the threads are busy.
  func submit(_ keys: [NamedKey]) {
    if threads.count > 0 { _ = pipeline.submit(keys) }
  }

  /// Waits until all keys are checked; false if there is no thread.
  func finish() -> Bool {
    pipeline.close()
    let hasThreads = threads.count > 0
    if !hasThreads { Terminal.error("internal error: cannot start a thread") }
    threads.join()
    return hasThreads
  }
}

/// The reports of a group of keys, rendered.
struct KeysResult: Sendable {
  var entries: [[UInt8]] = []
  var errors: [String] = []
  var worst = Status.success
}

/// How keys are audited and their reports rendered.
struct KeysRenderer: Sendable {
  let format: OutputFormat
  let style: Style
  let isRevealing: Bool
  let audit: AuditOptions
  let lists: [any KeyList]

  func render(_ keys: [NamedKey], _ auditor: KeyAuditor) -> KeysResult {
    var result = KeysResult()
    for key in keys {
      guard let report = KeyReport(key, auditor: auditor) else {
        result.errors.append("invalid key in \(key.name): the structure of key \(key.index) cannot be read")
        result.worst = max(result.worst, .noRequest)
        continue
      }
      var entry = KeysOutput.Entry(format: format)
      entry.append(report, style: style, revealing: isRevealing)
      result.entries.append(entry.bytes)
      let isRefused = !report.verdict.predicted.isEmpty
      result.worst = max(
        result.worst, isRefused ? .refused : report.verdict.outcome == .clean ? .success : .findings)
    }
    return result
  }
}

/// Writes the reports to standard output, and determines the exit status.
final class KeysSink: Sendable {
  private struct State {
    var output: KeysOutput
    var worst = Status.success
    var progress: ProgressLine?
  }

  private let monitor: Monitor<State>

  init(format: OutputFormat) {
    // A progress line would be mixed with the reports if both are on the terminal.
    let progress = Stream.standardOutput().isTerminal ? nil : ProgressLine(size: nil, of: "keys")
    monitor = Monitor(State(output: KeysOutput(format: format), progress: progress))
  }

  /// Writes a result; the pipeline never calls it twice at the same time.
  func take(_ result: KeysResult) -> Bool {
    monitor.change { state in
      state.output.add(result.entries)
      for error in result.errors { Terminal.error(error) }
      state.worst = max(state.worst, result.worst)
      state.progress?.advance(records: result.entries.count, bytes: 0)
    }
    return true
  }

  /// Ends the output and returns the most severe status.
  func finish() -> Status {
    monitor.change { state in
      state.progress?.clear()
      state.output.finish()
      return state.worst
    }
  }
}
