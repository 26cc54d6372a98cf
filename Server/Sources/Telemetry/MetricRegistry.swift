// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Collects the metrics of the process and prints them in Prometheus' text format 0.0.4.
///
/// The program defines all labels and dimensions, a fixed number; client input never becomes one.
public final class MetricRegistry: Sendable {
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

  /// A number that only increases.
  public func counter(_ label: String, _ dimensions: [(String, String)] = []) -> Counter {
    find(label, dimensions) { Counter() }
  }

  /// A number that increases and decreases.
  public func gauge(_ label: String, _ dimensions: [(String, String)] = []) -> Gauge {
    find(label, dimensions) { Gauge() }
  }

  /// A distribution of durations.
  public func histogram(_ label: String, _ dimensions: [(String, String)] = []) -> Histogram {
    find(label, dimensions) { Histogram() }
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
