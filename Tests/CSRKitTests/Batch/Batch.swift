// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import Foundation

/// The streams in TestVectors/batch, processed without the command.
enum Batch {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let day = CalendarDate(2026, 11, 23)
  static let count = 24

  static func stream(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent("TestVectors/batch/\(name)")))
  }

  /// The chunks of a stream that arrives in blocks of this size.
  static func chunks(
    _ bytes: [UInt8], block: Int = 1 << 16, form: BatchForm? = nil, skipping: Int = 0
  ) -> [BatchChunk] {
    var reader = BatchReader(name: "-", form: form, skipping: skipping)
    var chunks: [BatchChunk] = []
    var position = 0
    while position < bytes.count {
      reader.append(Array(bytes[position..<min(position + block, bytes.count)]))
      position += block
      while let chunk = reader.next() { chunks.append(chunk) }
    }
    reader.finish()
    while let chunk = reader.next() { chunks.append(chunk) }
    return chunks
  }

  /// The output lines for a stream.
  static func lines(
    _ bytes: [UInt8], block: Int = 1 << 16, form: BatchForm? = nil, skipping: Int = 0,
    options: BatchOptions = BatchOptions(asOf: day)
  ) -> [String] {
    let worker = BatchWorker(options: options)
    let output = chunks(bytes, block: block, form: form, skipping: skipping).flatMap { worker.process($0).output }
    return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }

  /// A line without the source of the request.
  static func content(_ line: String) -> Substring {
    line.range(of: "\"request\":").map { line[$0.lowerBound...] } ?? ""
  }

  static func tally(_ bytes: [UInt8]) -> BatchTally {
    let worker = BatchWorker(options: BatchOptions(asOf: day, output: .nothing))
    return chunks(bytes).reduce(into: BatchTally()) { $0.add(worker.process($1).tally) }
  }
}
