// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// One record that a scanner has found, as far as the scanner knows it.
struct RecordCut {
  var range: Range<Int>
  var line = 1
  var name: String?
  var fault: BatchFault?
}

/// Finds the ends of records in a buffer that grows at its end and is cut at its start.
protocol RecordScanner: Sendable {
  /// The next record at or behind `position`, which moves behind it; nil where more bytes are needed.
  ///
  /// Bytes before `position` may be gone at the next call, which then gets a smaller position. No byte is looked at
  /// more than a few times, however the stream is cut.
  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut?
}

/// The longest record in bytes.
let recordLengthLimit = 2 << 20

/// The whole stream as one record.
struct WholeScanner: RecordScanner {
  private var isTooLong = false

  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut? {
    if bytes.count - position > recordLengthLimit {
      let start = position
      position = bytes.count
      defer { isTooLong = true }
      return isTooLong ? nil : RecordCut(range: start..<start, fault: .tooLong(limit: recordLengthLimit))
    }
    if isTooLong { position = bytes.count }
    guard isLast, position < bytes.count else { return nil }
    defer { position = bytes.count }
    return RecordCut(range: position..<bytes.count)
  }
}

extension Span<UInt8> {
  /// Whether a part holds nothing but blanks.
  func isBlank(_ range: Range<Int>) -> Bool {
    for index in range where !self[index].isBlank { return false }
    return true
  }

  /// Whether the octets at a place are these.
  func has(_ word: [UInt8], at position: Int) -> Bool {
    guard word.count <= count - position else { return false }
    for offset in word.indices where self[position + offset] != word[offset] { return false }
    return true
  }
}

/// One record a line; blank lines are none.
struct LineScanner: RecordScanner {
  private var line = 1
  /// How many bytes behind the position hold no line feed.
  private var scanned = 0
  /// Whether the line that is read was too long and has been reported.
  private var isSkipping = false

  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut? {
    while position < bytes.count {
      let start = position
      let end = ByteSearch.first(0x0A, in: bytes, from: start + scanned) ?? (isLast ? bytes.count : nil)
      guard let end else {
        guard bytes.count - start > recordLengthLimit else {
          scanned = bytes.count - start
          return nil
        }
        (position, scanned) = (bytes.count, 0)
        defer { isSkipping = true }
        if isSkipping { return nil }
        return RecordCut(range: start..<start, line: line, fault: .tooLong(limit: recordLengthLimit))
      }
      (position, scanned) = (min(end + 1, bytes.count), 0)
      defer { line += 1 }
      if isSkipping {
        isSkipping = false
      } else if end - start > recordLengthLimit {
        return RecordCut(range: start..<start, line: line, fault: .tooLong(limit: recordLengthLimit))
      } else if !bytes.isBlank(start..<end) {
        return RecordCut(range: start..<end, line: line)
      }
    }
    return nil
  }
}

/// PEM objects (RFC 7468) one behind the other; text before an object belongs to its record.
///
/// Base64 has no hyphen, so that the search goes from one boundary to the next. An object without an END line ends at
/// the next BEGIN: it costs no record but its own.
struct PEMScanner: RecordScanner {
  private static let begin = Array("-----BEGIN".utf8)
  private static let end = Array("-----END".utf8)

  private var line = 1
  /// How many bytes behind the position hold no boundary.
  private var scanned = 0
  private var isInside = false
  private var isSkipping = false

  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut? {
    while position < bytes.count {
      let start = position
      guard let end = boundary(in: bytes, from: start, isLast: isLast) else {
        guard bytes.count - start > recordLengthLimit else { return nil }
        return refuse(in: bytes, from: &position, upTo: bytes.count, continues: true)
      }
      if isSkipping || end - start > recordLengthLimit {
        let fault = refuse(in: bytes, from: &position, upTo: end, continues: false)
        if fault != nil { return fault }
        continue
      }
      let at = line
      (position, scanned) = (end, 0)
      line += ByteSearch.count(0x0A, in: bytes, start..<end)
      if !bytes.isBlank(start..<end) { return RecordCut(range: start..<end, line: at) }
    }
    return nil
  }

  /// Passes over a part of a record that is too long; the first part is reported.
  private mutating func refuse(
    in bytes: Span<UInt8>, from position: inout Int, upTo end: Int, continues: Bool
  ) -> RecordCut? {
    let cut = RecordCut(range: position..<position, line: line, fault: .tooLong(limit: recordLengthLimit))
    line += ByteSearch.count(0x0A, in: bytes, position..<end)
    (position, scanned) = (end, 0)
    defer { isSkipping = continues }
    return isSkipping ? nil : cut
  }

  /// The end of the record that starts at `start`, or nil where it is not there yet.
  private mutating func boundary(in bytes: Span<UInt8>, from start: Int, isLast: Bool) -> Int? {
    var position = start + scanned
    while let dash = ByteSearch.first(UInt8(ascii: "-"), in: bytes, from: position) {
      guard isLast || bytes.count - dash >= PEMScanner.begin.count else {
        scanned = dash - start
        return nil
      }
      if bytes.has(PEMScanner.end, at: dash) {
        guard let feed = ByteSearch.first(0x0A, in: bytes, from: dash) ?? (isLast ? bytes.count - 1 : nil) else {
          scanned = dash - start
          return nil
        }
        isInside = false
        return feed + 1
      }
      if bytes.has(PEMScanner.begin, at: dash) {
        if isInside, dash > start {
          isInside = false
          return dash
        }
        isInside = true
        position = dash + PEMScanner.begin.count
      } else {
        position = dash + 1
      }
    }
    scanned = bytes.count - start
    if isLast { isInside = false }
    return isLast ? bytes.count : nil
  }
}
