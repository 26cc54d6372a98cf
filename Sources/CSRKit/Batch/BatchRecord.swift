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

/// How a stream holds its records.
public enum BatchForm: String, Sendable, CaseIterable {
  /// PEM objects one behind the other, with or without text between them.
  case pem
  /// One request in Base64 a line.
  case base64
  /// One object `{"id":…,"csr":…}` a line.
  case jsonl
  /// A tar archive (POSIX.1-2001 pax, ustar or GNU); each file in it is a record.
  case tar
  /// The whole stream is one record, such as a file in DER.
  case whole

  /// Tells the form from the first bytes of a stream; nil while there are too few of them.
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

  /// A character of Base64, of its alphabet for URLs, or its padding.
  fileprivate var isBase64: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "="): true
    default: false
    }
  }
}

/// Why a record cannot be handed to the inspector.
public enum BatchFault: Error, Sendable, Hashable {
  /// It is longer than so many bytes.
  case tooLong(limit: Int)
  /// A line that should be a JSON object is none, from this byte of the line on.
  case malformedLine(offset: Int, expected: String)
  /// The JSON object has no string `csr`.
  case missingRequest
  /// The order form of a line cannot be read, for this reason.
  case malformedOrder(reason: String)
  /// The archive cannot be read on from this byte.
  case damagedArchive(offset: Int, reason: String)
  /// The file cannot be opened or read, for the system's reason.
  case unreadable(reason: String)

  /// The stable word of the error object.
  public var kind: String {
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
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .tooLong(let limit): "the record is longer than \(limit) bytes"
    case .malformedLine(let offset, let expected): "the line is no JSON object: \(expected) expected at byte \(offset)"
    case .missingRequest: "the object has no string named csr"
    case .malformedOrder(let reason): "the order form of the line does not hold: \(reason)"
    case .damagedArchive(let offset, let reason): "the archive is damaged at byte \(offset): \(reason)"
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    }
  }
}
