// SPDX-License-Identifier: Apache-2.0

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
