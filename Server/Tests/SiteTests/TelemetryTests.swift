// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Foundation
import Logging
import Synchronization
import Telemetry
import Testing

@Suite("Metrics and logs")
struct TelemetryTests {
  @Test("counters, gauges and histograms are printed in Prometheus' text format")
  func metrics() {
    let registry = PrometheusRegistry()
    registry.makeCounter(label: "requests_total", dimensions: [("route", "/a\"b")]).increment(by: 2)
    registry.makeCounter(label: "requests_total", dimensions: [("route", "/a\"b")]).increment(by: 1)
    registry.makeMeter(label: "open", dimensions: []).set(4 as Int64)
    let timer = registry.makeTimer(label: "seconds", dimensions: [("route", "/")])
    timer.recordNanoseconds(2_000_000)
    timer.recordNanoseconds(20_000_000_000)
    let lines = Set(registry.text.split(separator: "\n").map(String.init))
    #expect(lines.contains("# TYPE requests_total counter"))
    #expect(lines.contains(#"requests_total{route="/a\"b"} 3"#))
    #expect(lines.contains("open 4.0"))
    #expect(lines.contains(#"seconds_bucket{route="/",le="0.001"} 0"#))
    #expect(lines.contains(#"seconds_bucket{route="/",le="0.0025"} 1"#))
    #expect(lines.contains(#"seconds_bucket{route="/",le="10.0"} 1"#))
    #expect(lines.contains(#"seconds_bucket{route="/",le="+Inf"} 2"#))
    #expect(lines.contains(#"seconds_count{route="/"} 2"#))
  }

  @Test("a log line is one JSON object, even if its metadata contains line breaks")
  func logs() throws {
    let lines = Mutex<[[UInt8]]>([])
    let handler = JSONLogHandler(label: "test", level: .info) { line in lines.withLock { $0.append(line) } }
    let logger = Logger(label: "test") { _ in handler }
    logger.info("a \"line\"\n", metadata: ["route": "/x\ny"])
    logger.debug("not written")
    let written = lines.withLock { $0 }
    #expect(written.count == 1)
    let line = try #require(written.first)
    #expect(line.filter { $0 == 0x0A }.count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: String]
    #expect(object?["message"] == "a \"line\"\n")
    #expect(object?["route"] == "/x\ny")
  }
}
