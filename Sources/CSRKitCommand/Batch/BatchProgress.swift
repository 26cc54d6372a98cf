// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// A line on the terminal that says how far the batch is: records, rate, and time left where the size is known.
struct BatchProgress {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant
  private let size: Int?
  private var records = 0
  private var bytes = 0

  /// Progress through so many bytes, or nil where nobody is there to see it.
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
    guard now - shown >= .milliseconds(500) else { return }
    shown = now
    show(
      "\r" + BatchProgress.text(records: self.records, bytes: self.bytes, size: size, elapsed: now - start) + "\u{1B}[K"
    )
  }

  func clear() {
    if shown != start { show("\r\u{1B}[K") }
  }

  /// `12 345 records, 31 000 a second, 2 min 5 s left`
  static func text(records: Int, bytes: Int, size: Int?, elapsed: Duration) -> String {
    let seconds = max(0.001, elapsed / .seconds(1))
    var text = "\(grouped(records)) records, \(grouped(Int(Double(records) / seconds))) a second"
    if let size, bytes > 0 {
      let left = Int(seconds / Double(bytes) * Double(max(0, size - bytes)))
      text += left < 60 ? ", \(left) s left" : ", \(left / 60) min \(left % 60) s left"
    }
    return text
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
    // What cannot be shown is no reason to stop.
    try? Stream.standardError().write(Array(text.utf8))
  }
}
