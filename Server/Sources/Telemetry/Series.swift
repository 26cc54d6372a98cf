// SPDX-License-Identifier: Apache-2.0
internal import CoreMetrics
internal import Synchronization

/// The values of one metric.
protocol Series: AnyObject, Sendable {
  /// The type in the `# TYPE` line.
  var type: String { get }
  /// The sample lines.
  func text(_ name: SeriesName) -> String
}

/// A number that only increases.
final class IntegerCounter: Series, CounterHandler {
  private let value = Atomic<Int64>(0)

  let type = "counter"

  func increment(by amount: Int64) { value.add(amount, ordering: .relaxed) }

  func reset() { value.store(0, ordering: .relaxed) }

  func text(_ name: SeriesName) -> String { "\(name.text()) \(value.load(ordering: .relaxed))\n" }
}

/// A number that increases and decreases.
final class Gauge: Series, MeterHandler, RecorderHandler, FloatingPointCounterHandler {
  private let value = Mutex(0.0)

  let type: String

  init(type: String) { self.type = type }

  func set(_ number: Int64) { set(Double(number)) }

  func set(_ number: Double) { value.withLock { $0 = number } }

  func record(_ number: Int64) { set(Double(number)) }

  func record(_ number: Double) { set(number) }

  func increment(by amount: Double) { value.withLock { $0 += amount } }

  func decrement(by amount: Double) { value.withLock { $0 -= amount } }

  func reset() { set(0.0) }

  func text(_ name: SeriesName) -> String { "\(name.text()) \(value.withLock { $0 })\n" }
}

/// Counts values by upper bounds; a timer's values are seconds.
final class Histogram: Series, TimerHandler, RecorderHandler {
  private struct State {
    var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
    var sum = 0.0
  }

  private static let bounds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]
  private let state = Mutex(State())

  let type = "histogram"

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let index = Histogram.bounds.firstIndex { value <= $0 } ?? Histogram.bounds.count
    state.withLock { state in
      state.counts[index] += 1
      state.sum += value
    }
  }

  func text(_ name: SeriesName) -> String {
    let state = state.withLock { $0 }
    var total = 0
    var text = ""
    for (index, bound) in Histogram.bounds.enumerated() {
      total += state.counts[index]
      text += "\(name.text(suffix: "_bucket", "le=\"\(bound)\"")) \(total)\n"
    }
    total += state.counts[Histogram.bounds.count]
    text += "\(name.text(suffix: "_bucket", "le=\"+Inf\"")) \(total)\n"
    text += "\(name.text(suffix: "_sum")) \(state.sum)\n"
    return text + "\(name.text(suffix: "_count")) \(total)\n"
  }
}
