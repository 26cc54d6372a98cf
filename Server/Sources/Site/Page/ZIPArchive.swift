// SPDX-License-Identifier: Apache-2.0

/// A ZIP archive of uncompressed text files (APPNOTE.TXT 4.3).
struct ZIPArchive {
  private var content: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a file.
  ///
  /// - Parameter path: relative, with slashes, in ASCII.
  mutating func add(_ path: String, _ text: String) {
    let (name, body) = (Array(path.utf8), Array(text.utf8))
    // Version 2.0, UTF-8 names, stored, 1980-01-01: the same plan always gives the same archive.
    let header =
      bytes16(20, 0x0800, 0, 0, 0x21) + bytes32(ZIPArchive.checksum(body), UInt32(body.count), UInt32(body.count))
      + bytes16(UInt16(name.count), 0)
    let offset = UInt32(content.count)
    content += bytes32(0x0403_4B50) + header + name + body
    // Made on Unix, so that the attributes are those of a regular file with mode 0644.
    directory += bytes32(0x0201_4B50) + bytes16(0x0314) + header + bytes16(0, 0, 0)
    directory += bytes32(0o100644 << 16, offset) + name
    count += 1
  }

  /// The complete archive.
  var bytes: [UInt8] {
    content + directory + bytes32(0x0605_4B50) + bytes16(0, 0, UInt16(count), UInt16(count))
      + bytes32(UInt32(directory.count), UInt32(content.count)) + bytes16(0)
  }

  /// The CRC-32 of a file.
  private static func checksum(_ body: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for octet in body {
      value ^= UInt32(octet)
      for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~value
  }
}

/// Little-endian numbers.
private func bytes16(_ numbers: UInt16...) -> [UInt8] {
  numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
}

private func bytes32(_ numbers: UInt32...) -> [UInt8] {
  numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
}
