// SPDX-License-Identifier: Apache-2.0

/// One header block of a tar archive (POSIX.1-2001, pax interchange format, ustar header block).
struct TarHeader {
  let name: String
  let size: Int
  /// The type flag: `0` or NUL for a file, `x` for pax records about the next entry, `L` for its long name (GNU).
  let type: UInt8

  /// What is wrong with a block.
  struct Fault: Error {
    let reason: String
  }

  /// Whether the block is all zeros, as the two at the end of an archive.
  static func isEnd(_ block: Span<UInt8>) -> Bool {
    for index in block.indices where block[index] != 0 { return false }
    return true
  }

  /// Reads 512 bytes.
  init(_ block: Span<UInt8>) throws(Fault) {
    var sum = 0
    for index in block.indices { sum += 148..<156 ~= index ? 0x20 : Int(block[index]) }
    guard TarHeader.number(block, 148..<156) == sum else { throw Fault(reason: "the checksum of a header is wrong") }
    guard let size = TarHeader.number(block, 124..<136) else { throw Fault(reason: "a file has no size") }
    self.size = size
    type = block[156]
    let name = TarHeader.text(block, 0..<100)
    // Only ustar has a prefix; GNU keeps times there.
    let isUstar = block.has(Array("ustar\0".utf8), at: 257)
    let prefix = isUstar ? TarHeader.text(block, 345..<500) : ""
    self.name = prefix.isEmpty ? name : prefix + "/" + name
  }

  /// An octal number, or GNU's binary one with its first bit set; nil where it is none or has more than 55 bits.
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

  /// The text up to the first NUL.
  static func text(_ bytes: Span<UInt8>, _ field: Range<Int>) -> String {
    var octets: [UInt8] = []
    for index in field {
      if bytes[index] == 0 { break }
      octets.append(bytes[index])
    }
    return String(decoding: octets, as: UTF8.self)
  }
}
