// SPDX-License-Identifier: Apache-2.0
import PKCS10
import TestSupport
import Testing

@Suite struct UTF8ReaderTests {
  private func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar?] {
    var reader = UTF8Reader(0..<bytes.count)
    var found: [Unicode.Scalar?] = []
    while let unit = reader.next(in: bytes.span) { found.append(unit.scalar) }
    return found
  }

  @Test(
    "valid text gives its scalars",
    arguments: ["", "a", "é", "€", "😀", "\u{0}", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"])
  func readsText(text: String) {
    #expect(scalars(Array(text.utf8)) == text.unicodeScalars.map(Optional.some))
  }

  @Test(
    "an octet that starts no scalar is told, and the next one read",
    arguments: [
      ([0x80], 1), ([0xC0, 0x80], 2), ([0xC1, 0xBF], 2), ([0xE0, 0x9F, 0xBF], 3), ([0xED, 0xA0, 0x80], 3),
      ([0xF0, 0x8F, 0xBF, 0xBF], 4), ([0xF4, 0x90, 0x80, 0x80], 4), ([0xF5], 1), ([0xFF, 0xFE], 2), ([0xE2, 0x82], 2),
      ([0xF0, 0x9F, 0x98], 3),
    ] as [([UInt8], Int)])
  func tellsFaults(bytes: [UInt8], count: Int) {
    #expect(scalars(bytes) == Array(repeating: nil, count: count))
    #expect(scalars([0x41] + bytes + [0x42]) == ["A"] + Array(repeating: nil, count: count) + ["B"])
  }

  @Test("offsets are those of the first octets")
  func givesOffsets() {
    let bytes = Array("aé€😀b".utf8)
    var reader = UTF8Reader(0..<bytes.count)
    var offsets: [Int] = []
    while let unit = reader.next(in: bytes.span) { offsets.append(unit.offset) }
    #expect(offsets == [0, 1, 3, 6, 10])
  }

  @Test("random octets are valid exactly where Swift says so", arguments: 0..<20)
  func agreesWithSwift(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let likely: [UInt8] = [0x41, 0x80, 0xBF, 0xC2, 0xC3, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0x9F, 0xA0]
      let bytes = (0..<Int.random(in: 0...8, using: &random)).map { _ in likely.randomElement(using: &random) ?? 0 }
      #expect(!scalars(bytes).contains(nil) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
