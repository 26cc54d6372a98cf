// SPDX-License-Identifier: Apache-2.0

/// Where one record lies in the bytes of its chunk.
public struct BatchRecord: Sendable {
  /// Its bytes, in those of the chunk.
  public let range: Range<Int>
  /// Its position among the records of its stream, from 0; a file of a folder or an archive is a stream of its own.
  public let index: Int
  /// The line on which it starts, from 1.
  public let line: Int
  /// The file in a folder or archive that it is, or nil where the stream itself is the source.
  public let name: String?
  /// Why there is nothing to inspect.
  public let fault: BatchFault?
}

/// Some consecutive records of a stream: what a worker takes at a time.
public struct BatchChunk: Sendable {
  /// How many records a chunk has at most; fewer than 8 cost more in handing over than they gain.
  public static let recordLimit = 64

  /// How the stream is called.
  public let name: String
  /// How a record holds its request.
  public let form: BatchForm
  /// The stream's bytes around the records, shared with neighbouring chunks.
  public let bytes: [UInt8]
  /// The records in order.
  public let records: [BatchRecord]
  /// How far the stream goes on with this chunk, in bytes: its records, and what was passed over before them.
  public let byteCount: Int

  /// A chunk of records that lie in the bytes.
  public init(name: String, form: BatchForm, bytes: [UInt8], records: [BatchRecord], byteCount: Int) {
    self.name = name
    self.form = form
    self.bytes = bytes
    self.records = records
    self.byteCount = byteCount
  }
}
