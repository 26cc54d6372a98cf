// SPDX-License-Identifier: Apache-2.0

/// Splits a stream into records while it arrives and returns them in chunks.
///
/// The caller reads the input. Besides the last block, at most one incomplete record is kept.
///
/// ```swift
/// var reader = BatchReader(name: "-")
/// reader.append(block)
/// while let chunk = reader.next() { … }
/// reader.finish()
/// while let chunk = reader.next() { … }
/// ```
package struct BatchReader: Sendable {
  /// The name of the stream.
  package let name: String
  /// The format of the stream; nil until it is detected.
  package private(set) var form: BatchForm?
  private var scanner: (any RecordScanner)?
  private var pending: [UInt8] = []
  private var position = 0
  private var isFinished = false
  private var count = 0
  /// The bytes consumed since the last chunk.
  private var consumed = 0

  /// Creates a reader at the start of a stream.
  ///
  /// - Parameters:
  ///   - name: the name of the stream in reports.
  ///   - form: the format; nil to detect it from the first bytes.
  ///   - skipping: the number of records to skip.
  package init(name: String, form: BatchForm? = nil, skipping: Int = 0) {
    self.name = name
    self.form = form
    recordsToSkip = skipping
  }

  /// The number of records that are still to be skipped.
  package private(set) var recordsToSkip: Int

  /// Adds the next block of the stream.
  package mutating func append(_ block: [UInt8]) {
    if pending.isEmpty { pending = block } else { pending += block }
  }

  /// Marks the end of the stream.
  package mutating func finish() { isFinished = true }

  /// The next chunk of at most `BatchChunk.recordLimit` records; nil if more bytes are needed, or, after `finish`, at the end.
  package mutating func next() -> BatchChunk? {
    guard let form = form ?? BatchForm.detect(pending.span, isLast: isFinished) else { return nil }
    self.form = form
    var scanner = self.scanner ?? BatchReader.scanner(for: form)
    var next = position
    var records: [BatchRecord] = []
    while records.count < BatchChunk.recordLimit,
      let cut = scanner.next(in: pending.span, from: &next, isLast: isFinished)
    {
      let index = count
      count += 1
      if recordsToSkip > 0 {
        recordsToSkip -= 1
        continue
      }
      if records.isEmpty { records.reserveCapacity(BatchChunk.recordLimit) }
      records.append(
        BatchRecord(
          range: cut.range, index: cut.name == nil ? index : 0, line: cut.line, name: cut.name, fault: cut.fault))
    }
    self.scanner = scanner
    consumed += next - position
    position = next
    let chunk =
      records.isEmpty
      ? nil : BatchChunk(name: name, form: form, bytes: pending, records: records, byteCount: consumed)
    if chunk != nil { consumed = 0 }
    if records.count < BatchChunk.recordLimit {
      // The chunks keep the old bytes; the incomplete record starts the new ones.
      pending = Array(pending[position...])
      position = 0
    }
    return chunk
  }

  private static func scanner(for form: BatchForm) -> any RecordScanner {
    switch form {
    case .pem: PEMScanner()
    case .base64, .jsonl: LineScanner()
    case .tar: TarScanner()
    case .whole: SingleRecordScanner()
    }
  }
}

/// Collects files into chunks; each file is one record.
package struct BatchFiles: Sendable {
  /// The maximum length of a file in bytes.
  package static let lengthLimit = recordLengthLimit
  /// The number of bytes at which a chunk is full.
  private static let byteLimit = 1 << 20

  private let name: String
  private var bytes: [UInt8] = []
  private var records: [BatchRecord] = []

  /// Creates an empty chunk for the files of a folder.
  package init(folder name: String) { self.name = name }

  /// Whether the chunk is full.
  package var isFull: Bool { records.count >= BatchChunk.recordLimit || bytes.count >= BatchFiles.byteLimit }

  /// Adds a file; one over the limit becomes a fault.
  package mutating func append(_ name: String, _ content: [UInt8]) {
    guard content.count <= BatchFiles.lengthLimit else {
      return append(name, fault: .tooLong(limit: BatchFiles.lengthLimit))
    }
    let start = bytes.count
    bytes += content
    records.append(BatchRecord(range: start..<bytes.count, index: 0, line: 1, name: name, fault: nil))
  }

  /// Adds a file that cannot be inspected.
  package mutating func append(_ name: String, fault: BatchFault) {
    records.append(BatchRecord(range: bytes.count..<bytes.count, index: 0, line: 1, name: name, fault: fault))
  }

  /// Removes and returns the chunk; nil if it is empty.
  package mutating func take() -> BatchChunk? {
    defer { (bytes, records) = ([], []) }
    return records.isEmpty
      ? nil : BatchChunk(name: name, form: .whole, bytes: bytes, records: records, byteCount: bytes.count)
  }
}
