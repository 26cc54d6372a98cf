// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream, as it arrives, into records and hands them out in chunks.
///
/// It does no input of its own and keeps no more than one unfinished record beside the last block.
///
/// ```swift
/// var reader = BatchReader(name: "-")
/// reader.append(block)
/// while let chunk = reader.next() { … }
/// reader.finish()
/// while let chunk = reader.next() { … }
/// ```
public struct BatchReader: Sendable {
  /// How the stream is called.
  public let name: String
  /// How the stream holds its records, nil until enough of it has been seen.
  public private(set) var form: BatchForm?
  private var scanner: (any RecordScanner)?
  private var pending: [UInt8] = []
  private var position = 0
  private var isFinished = false
  private var count = 0
  private var toSkip: Int
  /// The bytes that were read behind the last chunk.
  private var passed = 0

  /// A reader at the start of a stream.
  ///
  /// - Parameters:
  ///   - name: how reports call the stream.
  ///   - form: nil to tell it from the first bytes.
  ///   - skipping: how many records are not handed out.
  public init(name: String, form: BatchForm? = nil, skipping: Int = 0) {
    self.name = name
    self.form = form
    toSkip = skipping
  }

  /// How many of the records to skip have not come yet.
  public var stillToSkip: Int { toSkip }

  /// Takes the next block.
  public mutating func append(_ block: [UInt8]) {
    if pending.isEmpty { pending = block } else { pending += block }
  }

  /// Says that nothing more will come.
  public mutating func finish() { isFinished = true }

  /// The next chunk of at most 64 records; nil where more bytes are needed, or at the end after `finish`.
  public mutating func next() -> BatchChunk? {
    guard let form = form ?? BatchForm.detect(pending.span, isLast: isFinished) else { return nil }
    self.form = form
    var scanner = self.scanner ?? BatchReader.scanner(for: form)
    var place = position
    var records: [BatchRecord] = []
    while records.count < BatchChunk.recordLimit,
      let cut = scanner.next(in: pending.span, from: &place, isLast: isFinished)
    {
      let index = count
      count += 1
      if toSkip > 0 {
        toSkip -= 1
        continue
      }
      if records.isEmpty { records.reserveCapacity(BatchChunk.recordLimit) }
      records.append(
        BatchRecord(
          range: cut.range, index: cut.name == nil ? index : 0, line: cut.line, name: cut.name, fault: cut.fault))
    }
    self.scanner = scanner
    passed += place - position
    position = place
    let chunk =
      records.isEmpty
      ? nil : BatchChunk(name: name, form: form, bytes: pending, records: records, byteCount: passed)
    if chunk != nil { passed = 0 }
    if records.count < BatchChunk.recordLimit {
      // The chunks keep the old bytes; what is left of a record starts the new ones.
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
    case .whole: WholeScanner()
    }
  }
}

/// Gathers whole files, each a record, into chunks.
public struct BatchFiles: Sendable {
  /// The longest file that is taken, in bytes.
  public static let lengthLimit = recordLengthLimit
  /// How many bytes of files make a chunk, however few they are.
  private static let byteLimit = 1 << 20

  private let name: String
  private var bytes: [UInt8] = []
  private var records: [BatchRecord] = []

  /// An empty chunk of the files of a folder.
  public init(folder name: String) { self.name = name }

  /// Whether the chunk should be taken now.
  public var isFull: Bool { records.count >= BatchChunk.recordLimit || bytes.count >= BatchFiles.byteLimit }

  /// Adds a file's content; one over the limit becomes a fault.
  public mutating func append(_ name: String, _ content: [UInt8]) {
    guard content.count <= BatchFiles.lengthLimit else {
      return append(name, fault: .tooLong(limit: BatchFiles.lengthLimit))
    }
    let start = bytes.count
    bytes += content
    records.append(BatchRecord(range: start..<bytes.count, index: 0, line: 1, name: name, fault: nil))
  }

  /// Adds a file that is not there to inspect.
  public mutating func append(_ name: String, fault: BatchFault) {
    records.append(BatchRecord(range: bytes.count..<bytes.count, index: 0, line: 1, name: name, fault: fault))
  }

  /// The chunk, nil for an empty one; the next starts empty.
  public mutating func take() -> BatchChunk? {
    defer { (bytes, records) = ([], []) }
    return records.isEmpty
      ? nil : BatchChunk(name: name, form: .whole, bytes: bytes, records: records, byteCount: bytes.count)
  }
}
