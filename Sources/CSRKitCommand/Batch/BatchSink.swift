// SPDX-License-Identifier: Apache-2.0
import CSRKit
import SystemBridge

/// Where results go, and what has been counted on the way.
final class BatchSink: Sendable {
  struct State {
    var tally = BatchTally()
    var progress: BatchProgress?
    /// Why nothing more can be written.
    var failure: SystemFailure?
  }

  private let monitor: Monitor<State>

  init(progress: BatchProgress?) { monitor = Monitor(State(progress: progress)) }

  /// What has been written and counted so far.
  var tally: BatchTally { monitor.change { $0.tally } }

  /// Why writing ended, or nil.
  var failure: SystemFailure? { monitor.change { $0.failure } }

  /// Writes a result; false where the output takes no more.
  func take(_ result: BatchResult) -> Bool {
    do throws(SystemFailure) {
      if !result.output.isEmpty { try Stream.standardOutput().write(result.output) }
    } catch {
      monitor.change { $0.failure = error }
      // The reader may be waiting for input that nobody needs any more.
      Interruption.request()
      return false
    }
    monitor.change { state in
      state.tally.add(result.tally)
      state.progress?.advance(records: result.tally.records, bytes: result.byteCount)
    }
    return true
  }

  /// Clears the line of progress.
  func finish() { monitor.change { $0.progress?.clear() } }
}
