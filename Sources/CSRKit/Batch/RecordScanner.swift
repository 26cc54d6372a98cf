// SPDX-License-Identifier: Apache-2.0

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
