// SPDX-License-Identifier: Apache-2.0
import PKCS10
import TestSupport
import Testing

/// Hostile bytes: bombs end in an error, and any bytes are read in linear time.
@Suite struct HostileInputTests {
  /// Reads all nodes recursively and returns their number.
  private func walk(_ range: Range<Int>, _ bytes: [UInt8], depth: Int = 0) -> Int {
    var cursor = Cursor(range)
    var count = 0
    while !cursor.isAtEnd, depth < 40, let node = try? cursor.next(in: bytes.span) {
      precondition(
        node.start >= range.lowerBound && node.end <= range.upperBound && node.content.upperBound <= node.end)
      count += 1 + (node.tag.isConstructed ? walk(node.content, bytes, depth: depth + 1) : 0)
    }
    return count
  }

  @Test("random bytes never trap, and no node leaves its container", arguments: 0..<50)
  func survivesRandomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for length in [0, 1, 2, 3, 7, 40, 200, 2000] {
      #expect(walk(0..<length, random.bytes(length)) <= length)
    }
  }

  @Test("mutated nested structures never trap", arguments: 0..<50)
  func survivesMutatedNests(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = nest(5, &random)
    for _ in 0..<200 where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      bytes[index] = UInt8.random(in: 0...255, using: &random)
      #expect(walk(0..<bytes.count, bytes) <= bytes.count)
    }
  }

  /// A random tree in DER, with a few indefinite lengths.
  private func nest(_ depth: Int, _ random: inout SeededGenerator) -> [UInt8] {
    guard depth > 0, Bool.random(using: &random) else { return [0x04, 2, 1, 2] }
    let parts = (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in nest(depth - 1, &random) }
    if Int.random(in: 0..<4, using: &random) == 0 { return [0x30, 0x80] + parts + [0, 0] }
    let length: [UInt8] =
      parts.count < 128 ? [UInt8(parts.count)] : [0x82, UInt8(parts.count >> 8), UInt8(parts.count & 0xFF)]
    return [0x30] + length + parts
  }

  @Test("every strict prefix of an encoding is rejected")
  func refusesPrefixes() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let bytes = nest(6, &random)
      for length in 0..<bytes.count {
        #expect(throws: DERError.self) { try readNode(bytes, in: 0..<length) }
      }
    }
  }

  @Test("nesting beyond the limit is rejected at the byte where it begins")
  func refusesDeepNests() {
    let opened = (0..<200_000).map { UInt8($0 % 2 == 0 ? 0x30 : 0x80) }
    let closed = opened + Array(repeating: 0, count: 200_000)
    #expect(throws: DERError.tooDeep(offset: 64)) { try readNode(closed) }
    let allowed = Array(closed[..<64] + Array(repeating: 0, count: 64))
    #expect(walk(0..<allowed.count, allowed) == 32)
  }

  @Test(
    "reading takes time linear in the length",
    arguments: [
      [0x30, 0x80, 0x30, 0x80, 0x05, 0x00], [0x30, 0x00], [0x30, 0x80, 0x00, 0x00], [0x1F, 0x81], [0x24, 0x82, 0x00],
    ] as [[UInt8]])
  func isLinear(pattern: [UInt8]) {
    let large = [0x30, 0x80] + (0..<320_000).map { pattern[$0 % pattern.count] }
    #expect(Linearity.isLinear(size: 20_000) { size in _ = walk(0..<size, large) })
  }
}
