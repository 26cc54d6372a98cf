// SPDX-License-Identifier: Apache-2.0
public import CoreMetrics
internal import Synchronization

/// Collects the metrics of the process and prints them in Prometheus' text format 0.0.4.
///
/// The program defines all labels and dimensions, a fixed number; client input never becomes one.
public final class PrometheusRegistry: Sendable {
  private let series = Mutex<[SeriesName: any Series]>([:])

  /// An empty registry.
  public init() {}

  /// All metrics, sorted by name.
  public var text: String {
    let all = series.withLock { series in series.sorted { $0.key < $1.key } }
    var text = ""
    var family: String?
    for (name, series) in all {
      if name.label != family { text += "# TYPE \(name.label) \(series.type)\n" }
      family = name.label
      text += series.text(name)
    }
    return text
  }

  /// The series of this name, created at its first use.
  private func find<Kind: Series>(_ label: String, _ dimensions: [(String, String)], _ make: () -> Kind) -> Kind {
    series.withLock { series in
      let name = SeriesName(label, dimensions)
      if let known = series[name] as? Kind { return known }
      let created = make()
      series[name] = created
      return created
    }
  }
}

extension PrometheusRegistry: MetricsFactory {
  /// A counter.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    find(label, dimensions) { IntegerCounter() }
  }

  /// A floating-point counter, stored as a gauge that only increases.
  public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler
  {
    find(label, dimensions) { Gauge(type: "counter") }
  }

  /// A gauge.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    find(label, dimensions) { Gauge(type: "gauge") }
  }

  /// A histogram, or a gauge if values are not aggregated.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    aggregate ? find(label, dimensions) { Histogram() } : find(label, dimensions) { Gauge(type: "gauge") }
  }

  /// A histogram of seconds.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    find(label, dimensions) { Histogram() }
  }

  /// Series live as long as the process.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Series live as long as the process.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  /// Series live as long as the process.
  public func destroyMeter(_ handler: any MeterHandler) {}
  /// Series live as long as the process.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Series live as long as the process.
  public func destroyTimer(_ handler: any TimerHandler) {}
}

/// The label and dimensions of a metric, in the order in which metrics are printed.
struct SeriesName: Hashable, Comparable {
  let label: String
  /// `a="b",c="d"`, escaped.
  let dimensions: String

  init(_ label: String, _ dimensions: [(String, String)]) {
    self.label = label
    self.dimensions = dimensions.map { "\($0)=\"\(SeriesName.escaped($1))\"" }.joined(separator: ",")
  }

  static func < (left: SeriesName, right: SeriesName) -> Bool {
    (left.label, left.dimensions) < (right.label, right.dimensions)
  }

  /// The name of a sample, with a suffix and one more dimension.
  func text(suffix: String = "", _ more: String = "") -> String {
    let all = [dimensions, more].filter { !$0.isEmpty }.joined(separator: ",")
    return all.isEmpty ? label + suffix : "\(label)\(suffix){\(all)}"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
