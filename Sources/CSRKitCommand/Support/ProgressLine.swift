// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// A progress line on the terminal: what is done, the rate, and the time left if the input size is known.
struct ProgressLine {
  private typealias Position = (time: ContinuousClock.Instant, bytes: Int)

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant
  private let size: Int?
  /// What is counted, in the plural.
  private let noun: String
  private var records = 0
  private var bytes = 0
  /// The end of the first result; the records skipped by `--resume` must not count for the speed.
  private var first: Position?

  /// Progress through an input of `size` bytes; nil if standard error is not a terminal.
  init?(size: Int?, of noun: String = "records") {
    guard Stream.standardError().isTerminal else { return nil }
    self.size = size
    self.noun = noun
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
    let text = "\(ProgressLine.grouped(records)) \(noun), \(ProgressLine.grouped(Int(rate))) a second"
    guard let size, let first, bytes > first.bytes else { return text }
    let left = (now - first.time) / .seconds(1) / Double(bytes - first.bytes) * Double(max(0, size - bytes))
    return text + ", \(ProgressLine.duration(Int(left))) left"
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
