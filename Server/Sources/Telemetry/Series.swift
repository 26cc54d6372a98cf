// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// The values of one metric.
protocol Series: AnyObject, Sendable {
  /// The type in the `# TYPE` line.
  var type: String { get }
  /// The sample lines.
  func text(_ name: SeriesName) -> String
}

/// A number that only increases.
public final class Counter: Series {
  private let value = Atomic<Int64>(0)

  let type = "counter"

  /// Adds to the number.
  public func increment(by amount: Int64 = 1) { value.add(amount, ordering: .relaxed) }

  func text(_ name: SeriesName) -> String { "\(name.text()) \(value.load(ordering: .relaxed))\n" }
}

/// A number that increases and decreases.
public final class Gauge: Series {
  private let value = Atomic<Int64>(0)

  let type = "gauge"

  /// Sets the number.
  public func set(_ number: Int) { value.store(Int64(number), ordering: .relaxed) }

  func text(_ name: SeriesName) -> String { "\(name.text()) \(value.load(ordering: .relaxed))\n" }
}

/// Counts durations by upper bounds in seconds.
public final class Histogram: Series {
  private struct State {
    var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
    var sum = 0.0
  }

  private static let bounds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]
  private let state = Mutex(State())

  let type = "histogram"

  /// Adds a duration.
  public func record(nanoseconds: Int64) {
    let value = Double(nanoseconds) / 1e9
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
