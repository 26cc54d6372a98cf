// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Testing

@Suite struct BatchReaderTests {
  static let streams = ["requests.pem", "requests.b64", "requests.jsonl", "ustar.tar", "pax.tar", "gnu.tar"]

  @Test(arguments: zip(streams, [BatchForm.pem, .base64, .jsonl, .tar, .tar, .tar]))
  func `The format of a stream is detected from its first bytes`(_ name: String, _ form: BatchForm) throws {
    let chunks = try Batch.chunks(Batch.stream(name))
    #expect(chunks.allSatisfy { $0.form == form })
    #expect(chunks.reduce(0) { $0 + $1.records.count } == Batch.count)
  }

  @Test(arguments: streams, [1, 7, 100, 511, 4096])
  func `The records do not depend on how the stream is split`(_ name: String, _ block: Int) throws {
    let bytes = try Batch.stream(name)
    let complete = Batch.chunks(bytes).flatMap(Self.records)
    let pieces = Batch.chunks(bytes, block: block).flatMap(Self.records)
    #expect(complete == pieces)
  }

  private static func records(_ chunk: BatchChunk) -> [String] {
    chunk.records.map { record in
      "\(record.index) \(record.line) \(record.name ?? "-") "
        + String(decoding: chunk.bytes[record.range], as: UTF8.self)
    }
  }

  @Test func `A chunk has at most 96 records`() {
    let chunks = Batch.chunks(Array(String(repeating: "AAAA\n", count: 200).utf8))
    #expect(chunks.map(\.records.count) == [96, 96, 8])
    #expect(chunks.last?.records.last?.line == 200)
  }

  @Test func `Blank lines are not records, but count as lines`() {
    let records = Batch.chunks(Array("\n\nAAAA\r\n  \nBBBB".utf8)).flatMap(\.records)
    #expect(records.map(\.line) == [3, 5])
    #expect(records.map(\.index) == [0, 1])
  }

  @Test func `An object without an END line damages no other record`() throws {
    let stream = try String(decoding: Batch.stream("requests.pem"), as: UTF8.self)
    let cut = stream.replacing("-----END CERTIFICATE REQUEST-----\n", with: "", maxReplacements: 1)
    let records = Batch.chunks(Array(cut.utf8)).flatMap(\.records)
    #expect(records.count == Batch.count)
    let lines = Batch.lines(Array(cut.utf8))
    let expected = Batch.lines(Array(stream.utf8))
    #expect(lines.dropFirst().map(Batch.content) == expected.dropFirst().map(Batch.content))
  }

  @Test func `Text before an object belongs to its record`() throws {
    let stream = try Array("Certificate Request:\n  Data:\n".utf8) + Batch.stream("requests.pem")
    let records = Batch.chunks(stream).flatMap(\.records)
    #expect(records.count == Batch.count)
    #expect(records.first?.line == 1)
  }

  @Test(arguments: [BatchForm.base64, .pem, .whole])
  func `A record that is too long is one fault, and its bytes are not kept`(_ form: BatchForm) {
    var reader = BatchReader(name: "-", form: form)
    reader.append(Array("-----BEGIN X-----".utf8))
    var faults = 0
    for _ in 0..<100 {
      reader.append([UInt8](repeating: 0x41, count: 1 << 16))
      while let chunk = reader.next() { faults += chunk.records.count { $0.fault != nil } }
    }
    reader.append(Array("\n-----END X-----\nAAAA\n".utf8))
    reader.finish()
    var records = 0
    while let chunk = reader.next() { records += chunk.records.count { $0.fault == nil } }
    #expect(faults == 1)
    #expect(form == .whole ? records == 0 : records >= 1)
  }

  @Test(arguments: streams) func `Skipping does not change the numbers of other records`(_ name: String) throws {
    let bytes = try Batch.stream(name)
    let all = Batch.lines(bytes)
    #expect(Batch.lines(bytes, skipping: 10) == Array(all.dropFirst(10)))
    #expect(Batch.lines(bytes, skipping: 1000).isEmpty)
  }
}
