// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

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
