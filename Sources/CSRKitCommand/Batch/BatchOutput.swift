// SPDX-License-Identifier: Apache-2.0
import CSRKit
import SystemBridge

/// Writes results to standard output and adds up their counts.
final class BatchSink: Sendable {
  struct State {
    var tally = BatchTally()
    var progress: BatchProgress?
    /// Why writing has failed.
    var failure: SystemFailure?
  }

  private let monitor: Monitor<State>

  init(progress: BatchProgress?) { monitor = Monitor(State(progress: progress)) }

  /// The counts of everything written so far.
  var tally: BatchTally { monitor.change { $0.tally } }

  /// Why writing has failed; nil if it has not.
  var failure: SystemFailure? { monitor.change { $0.failure } }

  /// Writes a result; false if the output cannot take more.
  func take(_ result: BatchResult) -> Bool {
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

/// A progress line on the terminal: records, rate, and the time left if the input size is known.
struct BatchProgress {
  private typealias Position = (time: ContinuousClock.Instant, bytes: Int)

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant
  private let size: Int?
  private var records = 0
  private var bytes = 0
  /// The end of the first result; the records skipped by `--resume` must not count for the speed.
  private var first: Position?

  /// Progress through an input of `size` bytes; nil if standard error is not a terminal.
  init?(size: Int?) {
    guard Stream.standardError().isTerminal else { return nil }
    self.size = size
    start = clock.now
    shown = start
  }

  mutating func advance(records: Int, bytes: Int) {
    self.records += records
    self.bytes += bytes
    let now = clock.now
    if first == nil { first = (now, self.bytes) }
    guard now - shown >= .milliseconds(500) else { return }
    shown = now
    show("\r" + text(at: now) + "\u{1B}[K")
  }

  func clear() {
    if shown != start { show("\r\u{1B}[K") }
  }

  /// `12 345 records, 31 000 a second, 2 min 5 s left`
  private func text(at now: ContinuousClock.Instant) -> String {
    let rate = Double(records) / ((now - start) / .seconds(1))
    let text = "\(BatchProgress.grouped(records)) records, \(BatchProgress.grouped(Int(rate))) a second"
    guard let size, let first, bytes > first.bytes else { return text }
    let left = (now - first.time) / .seconds(1) / Double(bytes - first.bytes) * Double(max(0, size - bytes))
    return text + ", \(BatchProgress.duration(Int(left))) left"
  }

  /// `2 h 3 min`, `2 min 5 s`, `5 s`
  private static func duration(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
    default: "\(grouped(seconds / 3600)) h \(seconds / 60 % 60) min"
    }
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var position = digits.utf8.count - 3
    while position > 0 {
      digits.insert(" ", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return digits
  }

  private func show(_ text: String) {
    // A failure to show progress must not stop the batch.
    try? Stream.standardError().write(Array(text.utf8))
  }
}
