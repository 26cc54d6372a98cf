// SPDX-License-Identifier: Apache-2.0

/// The position of a record in its chunk.
package struct BatchRecord: Sendable {
  /// The range of its bytes in those of the chunk.
  package let range: Range<Int>
  /// The index of the record in its stream, from 0; each file in a folder or an archive is a stream.
  package let index: Int
  /// The line at which it starts, from 1.
  package let line: Int
  /// The file name of a record from a folder or an archive; nil otherwise.
  package let name: String?
  /// Why the record cannot be inspected; nil if it can.
  package let fault: BatchFault?
}

/// Consecutive records of a stream, which one worker processes at a time.
package struct BatchChunk: Sendable {
  /// The maximum number of records in a chunk. A block of 64 KiB has about 65 requests with RSA-2048: one chunk, and not
  /// one with a second for the rest.
  package static let recordLimit = 96

  /// The name of the stream.
  package let name: String
  /// The format of the records.
  package let form: BatchForm
  /// The stream's bytes around the records, shared with neighbouring chunks.
  package let bytes: [UInt8]
  /// The records in order.
  package let records: [BatchRecord]
  /// The number of bytes of the stream in this chunk, including skipped bytes before its records.
  package let byteCount: Int

  /// Creates a chunk from records in `bytes`.
  package init(name: String, form: BatchForm, bytes: [UInt8], records: [BatchRecord], byteCount: Int) {
    self.name = name
    self.form = form
    self.bytes = bytes
    self.records = records
    self.byteCount = byteCount
  }
}

/// The format of an input stream.
package enum BatchForm: String, Sendable, CaseIterable {
  /// PEM objects, with or without text between them.
  case pem
  /// One Base64 request per line.
  case base64
  /// One object `{"id":…,"csr":…}` per line.
  case jsonl
  /// A tar archive (POSIX.1-2001 pax, ustar or GNU); each file in it is a record.
  case tar
  /// The entire stream is one record, such as a DER file.
  case whole

  /// Detects the format from the first bytes of a stream; nil if more bytes are needed.
  static func detect(_ bytes: Span<UInt8>, isLast: Bool) -> BatchForm? {
    guard bytes.count >= 2 || isLast else { return nil }
    if bytes.count >= 2, bytes[0] == 0x30, 0x80...0x84 ~= bytes[1] { return .whole }
    var isBase64 = true
    var isBlank = true
    for index in 0..<min(bytes.count, TarScanner.blockSize) {
      let octet = bytes[index]
      if octet == 0 { return .tar }
      if octet == 0x0A, !isBlank { return isBase64 ? .base64 : .pem }
      if octet.isBlank || isBlank && 0xBB...0xEF ~= octet { continue }
      if isBlank, octet == UInt8(ascii: "{") { return .jsonl }
      isBlank = false
      if !octet.isBase64 { isBase64 = false }
    }
    return isLast || bytes.count >= TarScanner.blockSize ? (isBase64 ? .base64 : .pem) : nil
  }
}

extension UInt8 {
  /// A space, tab, carriage return or line feed.
  @inline(__always)
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }

  /// A character of Base64 or base64url, or padding.
  fileprivate var isBase64: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "="): true
    default: false
    }
  }
}

/// Why a record cannot be inspected.
package enum BatchFault: Error, Sendable, Hashable {
  /// The record is longer than `limit` bytes.
  case tooLong(limit: Int)
  /// A line is not a valid JSON object; `offset` is the byte in the line.
  case malformedLine(offset: Int, expected: String)
  /// The JSON object has no string `csr`.
  case missingRequest
  /// The order form in a line is invalid.
  case malformedOrder(reason: String)
  /// The archive is damaged at the byte `offset`.
  case damagedArchive(offset: Int, reason: String)
  /// The file cannot be opened or read.
  case unreadable(reason: String)

  /// The value of `kind` in the error object.
  package var kind: String {
    switch self {
    case .tooLong: "tooLong"
    case .malformedLine: "malformedLine"
    case .missingRequest: "missingRequest"
    case .malformedOrder: "malformedOrder"
    case .damagedArchive: "damagedArchive"
    case .unreadable: "unreadable"
    }
  }
}

extension BatchFault: CustomStringConvertible {
  /// A sentence without a full stop.
  package var description: String {
    switch self {
    case .tooLong(let limit): "the record is longer than \(limit) bytes"
    case .malformedLine(let offset, let expected):
      "invalid JSON object: byte \(offset) of the line: expected \(expected)"
    case .missingRequest: "the JSON object has no string csr"
    case .malformedOrder(let reason): "invalid order form: \(reason)"
    case .damagedArchive(let offset, let reason): "damaged archive: byte \(offset): \(reason)"
    case .unreadable(let reason): "cannot read the file: \(reason)"
    }
  }
}
