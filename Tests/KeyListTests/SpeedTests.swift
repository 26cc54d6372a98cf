// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import SystemBridge
import Testing

/// Limits on time and memory. Debug builds may take a hundred times as long for look-ups.
@Suite(.serialized) struct SpeedTests {
  @Test func `ten million records open in 10 ms and 4 MiB`() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/large.keys"
    let small = SegmentTests.builder(100).bytes(day: 1)
    let count = 10_000_000
    // The header of a small list with a changed number of records; the body is a hole in the file.
    var header = Array(small.prefix(small.count - 1600))
    header.replaceSubrange(16..<24, with: (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) })
    let length = header[12..<16].reduce(0) { $0 << 8 | Int($1) }
    header.replaceSubrange(28..<32, with: [0, 0, 0, 0])
    let sealed = Array(header.prefix(length))
    header.replaceSubrange(28..<32, with: Digest(.sha256, of: sealed.span).bytes.prefix(4))
    try AtomicFile.replace(path, with: header)
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.truncate(atOffset: UInt64(header.count + 16 * count))
    try file.close()
    let before = try SpeedTests.resident()
    let time = try ContinuousClock().measure { _ = try Segment(FixedBytes(mapping: path)) }
    let segment = try Segment(FixedBytes(mapping: path))
    #expect(segment.header.count == count)
    #expect(time < .milliseconds(10))
    #expect(try SpeedTests.resident() - before < 4 << 20)
  }

  @Test func `a look-up among a million records takes less than a microsecond`() throws {
    let count = SpeedTests.isDebug ? 50_000 : 1_000_000
    let builder = SegmentTests.builder(count)
    let segment = try SegmentTests.segment(builder)
    let records = builder.records
    var found = 0
    let time = ContinuousClock().measure {
      for record in records { found += segment.find(record) == nil ? 0 : 1 }
    }
    print("look-up among \(count) records: \(time / count)")
    #expect(found == count)
    #expect(time / count < .nanoseconds(SpeedTests.isDebug ? 100_000 : 1000))
  }

  static var isDebug: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  /// The resident memory in bytes on Linux; 0 elsewhere.
  static func resident() throws -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
  }
}
