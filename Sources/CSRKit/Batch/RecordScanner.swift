// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// A record found by a scanner.
struct RecordCut {
  var range: Range<Int>
  var line = 1
  var name: String?
  var fault: BatchFault?
}

/// Finds records in a buffer that grows at its end and shrinks at its start.
protocol RecordScanner: Sendable {
  /// The next record at or after `position`, which moves to its end; nil if more bytes are needed.
  ///
  /// Bytes before `position` may be removed before the next call, whose position is then smaller. The time is linear in
  /// the length of the stream, however it is split.
  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut?
}

/// The maximum length of a record in bytes.
let recordLengthLimit = 2 << 20

/// Returns the entire stream as one record.
struct SingleRecordScanner: RecordScanner {
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
  /// Whether a range contains only whitespace.
  func isBlank(_ range: Range<Int>) -> Bool {
    for index in range where !self[index].isBlank { return false }
    return true
  }

  /// Whether `word` is at a position.
  func has(_ word: [UInt8], at position: Int) -> Bool {
    guard word.count <= count - position else { return false }
    for offset in word.indices where self[position + offset] != word[offset] { return false }
    return true
  }
}

/// Returns each line that is not blank as a record.
struct LineScanner: RecordScanner {
  private var line = 1
  /// The number of bytes after the position that are known to contain no line feed.
  private var scanned = 0
  /// Whether the current line was reported as too long.
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

/// Returns each PEM object (RFC 7468) with the text before it as a record.
///
/// Base64 contains no hyphen, so the scanner searches for the next hyphen. An object without an END line ends at the
/// next BEGIN line, so that it damages no other record.
struct PEMScanner: RecordScanner {
  private let begin = Array("-----BEGIN".utf8)
  private let end = Array("-----END".utf8)

  private var line = 1
  /// The number of bytes after the position that are known to contain no boundary.
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
      let firstLine = line
      (position, scanned) = (end, 0)
      line += bytes.count(of: 0x0A, in: start..<end)
      if !bytes.isBlank(start..<end) { return RecordCut(range: start..<end, line: firstLine) }
    }
    return nil
  }

  /// Skips a part of a record that is too long; reports the first part.
  private mutating func refuse(
    in bytes: Span<UInt8>, from position: inout Int, upTo end: Int, continues: Bool
  ) -> RecordCut? {
    let cut = RecordCut(range: position..<position, line: line, fault: .tooLong(limit: recordLengthLimit))
    line += bytes.count(of: 0x0A, in: position..<end)
    (position, scanned) = (end, 0)
    defer { isSkipping = continues }
    return isSkipping ? nil : cut
  }

  /// The end of the record at `start`; nil if more bytes are needed.
  private mutating func boundary(in bytes: Span<UInt8>, from start: Int, isLast: Bool) -> Int? {
    var position = start + scanned
    while let dash = ByteSearch.first(UInt8(ascii: "-"), in: bytes, from: position) {
      guard isLast || bytes.count - dash >= begin.count else {
        scanned = dash - start
        return nil
      }
      if bytes.has(end, at: dash) {
        guard let feed = ByteSearch.first(0x0A, in: bytes, from: dash) ?? (isLast ? bytes.count - 1 : nil) else {
          scanned = dash - start
          return nil
        }
        isInside = false
        return feed + 1
      }
      if bytes.has(begin, at: dash) {
        if isInside, dash > start {
          isInside = false
          return dash
        }
        isInside = true
        position = dash + begin.count
      } else {
        position = dash + 1
      }
    }
    scanned = bytes.count - start
    if isLast { isInside = false }
    return isLast ? bytes.count : nil
  }
}
