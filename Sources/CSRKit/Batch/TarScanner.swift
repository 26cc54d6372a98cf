// SPDX-License-Identifier: Apache-2.0

/// Returns each file of a tar archive as a record; folders, links and devices are skipped.
struct TarScanner: RecordScanner {
  static let blockSize = 512
  /// The maximum length of pax records and long names in bytes.
  private static let listLimit = 64 << 10

  private var offset = 0
  /// The number of bytes of the current entry and its padding that are still to be skipped.
  private var remaining = 0
  /// The name of the next entry, from a pax or GNU header.
  private var longName: String?
  private var isOver = false

  mutating func next(in bytes: Span<UInt8>, from position: inout Int, isLast: Bool) -> RecordCut? {
    while true {
      pass(&position, bytes.count)
      if isOver { position = bytes.count }
      guard remaining == 0, position < bytes.count else { return end(position, isLast: isLast) }
      guard bytes.count - position >= TarScanner.blockSize else {
        return isLast ? damage(&position, bytes.count, "the header is truncated") : nil
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
          return isLast ? damage(&position, bytes.count, "the file is truncated") : nil
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

  /// The value of `path` in pax records of the form `length key=value` LF.
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
      range: position..<position, fault: .damagedArchive(offset: offset, reason: "the file is truncated"))
  }

  private mutating func damage(_ position: inout Int, _ count: Int, _ reason: String) -> RecordCut {
    defer { position = count }
    isOver = true
    return RecordCut(range: position..<position, fault: .damagedArchive(offset: offset, reason: reason))
  }
}

/// A header block of a tar archive (POSIX.1-2001, pax interchange format, ustar header block).
struct TarHeader {
  let name: String
  let size: Int
  /// The type flag: `0` or NUL for a file, `x` for pax records of the next entry, `L` for its long name (GNU).
  let type: UInt8

  /// Why a block is invalid.
  struct Fault: Error {
    let reason: String
  }

  /// Whether the block contains only zeros, like the two blocks at the end of an archive.
  static func isEnd(_ block: Span<UInt8>) -> Bool {
    for index in block.indices where block[index] != 0 { return false }
    return true
  }

  /// Reads a block of 512 bytes.
  init(_ block: Span<UInt8>) throws(Fault) {
    var sum = 0
    for index in block.indices { sum += 148..<156 ~= index ? 0x20 : Int(block[index]) }
    guard TarHeader.number(block, 148..<156) == sum else { throw Fault(reason: "the checksum of a header is wrong") }
    guard let size = TarHeader.number(block, 124..<136) else { throw Fault(reason: "the header has no valid size") }
    self.size = size
    type = block[156]
    let name = TarHeader.text(block, 0..<100)
    // Only ustar has a prefix; GNU tar stores times there.
    let isUstar = block.has(Array("ustar\0".utf8), at: 257)
    let prefix = isUstar ? TarHeader.text(block, 345..<500) : ""
    self.name = prefix.isEmpty ? name : prefix + "/" + name
  }

  /// An octal number, or a binary one of GNU tar with its first bit set; nil if it is invalid or has more than 55 bits.
  private static func number(_ block: Span<UInt8>, _ field: Range<Int>) -> Int? {
    var value = 0
    if block[field.lowerBound] == 0x80 {
      for index in field.dropFirst() {
        guard value < 1 << 47 else { return nil }
        value = value << 8 | Int(block[index])
      }
      return value
    }
    var hasDigit = false
    for index in field {
      switch block[index] {
      case 0x30...0x37:
        value = value << 3 | Int(block[index] - 0x30)
        hasDigit = true
      case 0x20 where !hasDigit: continue
      case 0, 0x20: return hasDigit ? value : nil
      default: return nil
      }
    }
    return hasDigit ? value : nil
  }

  /// The text before the first NUL.
  static func text(_ bytes: Span<UInt8>, _ field: Range<Int>) -> String {
    var octets: [UInt8] = []
    for index in field {
      if bytes[index] == 0 { break }
      octets.append(bytes[index])
    }
    return String(decoding: octets, as: UTF8.self)
  }
}
