// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Telemetry
import Testing

@Suite("Metrics and logs")
struct TelemetryTests {
  @Test("counters, gauges and histograms are printed in Prometheus' text format")
  func metrics() {
    let registry = MetricRegistry()
    registry.counter("requests_total", [("route", "/a\"b")]).increment(by: 2)
    registry.counter("requests_total", [("route", "/a\"b")]).increment()
    registry.gauge("open").set(4)
    let timer = registry.histogram("seconds", [("route", "/")])
    timer.record(nanoseconds: 2_000_000)
    timer.record(nanoseconds: 20_000_000_000)
    let lines = Set(registry.text.split(separator: "\n").map(String.init))
    #expect(lines.contains("# TYPE requests_total counter"))
    #expect(lines.contains(#"requests_total{route="/a\"b"} 3"#))
    #expect(lines.contains("open 4"))
    #expect(lines.contains(#"seconds_bucket{route="/",le="0.001"} 0"#))
    #expect(lines.contains(#"seconds_bucket{route="/",le="0.0025"} 1"#))
    #expect(lines.contains(#"seconds_bucket{route="/",le="10.0"} 1"#))
    #expect(lines.contains(#"seconds_bucket{route="/",le="+Inf"} 2"#))
    #expect(lines.contains(#"seconds_count{route="/"} 2"#))
  }

  @Test("a log line is one JSON object, even if its fields contain line breaks")
  func logs() throws {
    let lines = Mutex<[[UInt8]]>([])
    let log = Log(label: "test", level: .info) { line in lines.withLock { $0.append(line) } }
    log.note(.info, "a \"line\"\n", [("route", "/x\ny")])
    log.note(.debug, "not written")
    let written = lines.withLock { $0 }
    #expect(written.count == 1)
    let line = try #require(written.first)
    #expect(line.filter { $0 == 0x0A }.count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: String]
    #expect(object?["message"] == "a \"line\"\n")
    #expect(object?["level"] == "info")
    #expect(object?["route"] == "/x\ny")
  }
}
