// SPDX-License-Identifier: Apache-2.0

/// The files of a tar archive, each a record; folders, links and devices are passed over.
struct TarScanner: RecordScanner {
  static let blockSize = 512
  /// The longest list of pax records that is looked at.
  private static let listLimit = 64 << 10

  private var offset = 0
  /// How many bytes of an entry and its padding are still to be passed over.
  private var remaining = 0
  /// A name from a pax or GNU header for the entry that follows.
  private var longName: String?
  private var isOver = false

  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut? {
    while true {
      pass(&position, bytes.count)
      if isOver { position = bytes.count }
      guard remaining == 0, position < bytes.count else { return end(position, isLast: isLast) }
      guard bytes.count - position >= TarScanner.blockSize else {
        return isLast ? damage(&position, bytes.count, "a header ends early") : nil
      }
      let block = bytes.extracting(position..<position + TarScanner.blockSize)
      if TarHeader.isEnd(block) {
        isOver = true
        continue
      }
      do throws(TarHeader.Fault) {
        let header = try TarHeader(block)
        let content = position + TarScanner.blockSize
        let isWanted = TarScanner.isFile(header.type) || "xL".utf8.contains(header.type)
        let limit = TarScanner.isFile(header.type) ? recordLengthLimit : TarScanner.listLimit
        if isWanted, header.size <= limit, bytes.count - content < header.size {
          return isLast ? damage(&position, bytes.count, "a file ends early") : nil
        }
        if let cut = take(header, at: content, in: bytes) {
          skip(TarScanner.blockSize + header.size)
          pass(&position, bytes.count)
          return cut
        }
        skip(TarScanner.blockSize + header.size)
      } catch {
        return damage(&position, bytes.count, error.reason)
      }
    }
  }

  private static func isFile(_ type: UInt8) -> Bool {
    type == 0 || type == UInt8(ascii: "0") || type == UInt8(ascii: "7")
  }

  private mutating func take(_ header: TarHeader, at content: Int, in bytes: Span<UInt8>) -> RecordCut? {
    let range = content..<content + header.size
    switch header.type {
    case UInt8(ascii: "L") where header.size <= TarScanner.listLimit:
      longName = TarHeader.text(bytes, range)
    case UInt8(ascii: "x") where header.size <= TarScanner.listLimit:
      longName = TarScanner.path(in: bytes, range) ?? longName
    case let type where TarScanner.isFile(type):
      let name = longName ?? header.name
      longName = nil
      guard header.size <= recordLengthLimit else {
        return RecordCut(range: 0..<0, name: name, fault: .tooLong(limit: recordLengthLimit))
      }
      return RecordCut(range: range, name: name)
    case UInt8(ascii: "g"), UInt8(ascii: "x"), UInt8(ascii: "L"):
      break
    default:
      longName = nil
    }
    return nil
  }

  /// The value of `path` among pax records, each `length key=value` and a line feed.
  private static func path(in bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    var position = range.lowerBound
    var found: String?
    while position < range.upperBound {
      var length = 0
      var digit = position
      while digit < range.upperBound, 0x30...0x39 ~= bytes[digit], length < listLimit {
        length = length * 10 + Int(bytes[digit] - 0x30)
        digit += 1
      }
      guard length > digit - position + 1, length <= range.upperBound - position else { return found }
      let key = Array("path=".utf8)
      if bytes.has(key, at: digit + 1), digit + 1 + key.count <= position + length - 1 {
        found = TarHeader.text(bytes, digit + 1 + key.count..<position + length - 1)
      }
      position += length
    }
    return found
  }

  private mutating func skip(_ count: Int) {
    remaining = (count + TarScanner.blockSize - 1) / TarScanner.blockSize * TarScanner.blockSize
  }

  private mutating func pass(_ position: inout Int, _ count: Int) {
    let step = min(remaining, count - position)
    remaining -= step
    position += step
    offset += step
  }

  private mutating func end(_ position: Int, isLast: Bool) -> RecordCut? {
    guard isLast, !isOver, remaining >= TarScanner.blockSize else { return nil }
    remaining = 0
    isOver = true
    return RecordCut(
      range: position..<position, fault: .damagedArchive(offset: offset, reason: "a file ends early"))
  }

  private mutating func damage(_ position: inout Int, _ count: Int, _ reason: String) -> RecordCut {
    defer { position = count }
    isOver = true
    return RecordCut(range: position..<position, fault: .damagedArchive(offset: offset, reason: reason))
  }
}
