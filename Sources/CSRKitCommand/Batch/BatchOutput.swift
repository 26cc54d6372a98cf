// SPDX-License-Identifier: Apache-2.0
import CSRKit
import SystemBridge

/// Writes results to standard output and adds up their counts.
final class BatchSink: Sendable {
  struct State {
    var tally = BatchTally()
    var progress: ProgressLine?
    /// Why writing has failed.
    var failure: SystemFailure?
  }

  private let monitor: Monitor<State>
  private let comparison: NonceComparison?

  init(progress: ProgressLine?, comparison: NonceComparison?) {
    monitor = Monitor(State(progress: progress))
    self.comparison = comparison
  }

  /// The counts of everything written so far.
  var tally: BatchTally { monitor.change { $0.tally } }

  /// Why writing has failed; nil if it has not.
  var failure: SystemFailure? { monitor.change { $0.failure } }

  /// Writes a result; false if the output cannot take more.
  func take(_ result: BatchResult) -> Bool {
    let result = comparison?.compared(result) ?? result
    do throws(SystemFailure) {
      if !result.output.isEmpty { try Stream.standardOutput().write(result.output) }
    } catch {
      monitor.change { $0.failure = error }
      // The reader may be waiting for input that is no longer needed.
      Interruption.request()
      return false
    }
    monitor.change { state in
      state.tally.add(result.tally)
      state.progress?.advance(records: result.tally.records, bytes: result.byteCount)
    }
    return true
  }

  /// Clears the progress line.
  func finish() { monitor.change { $0.progress?.clear() } }
}
