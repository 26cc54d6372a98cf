// SPDX-License-Identifier: Apache-2.0
import SystemBridge
import Testing

@Suite struct ByteCopyTests {
  @Test func `An octet to escape is found at every position of texts of every length`() {
    for octet in 0...UInt8.max {
      let isPlain = octet >= 0x20 && octet != 0x22 && octet != 0x5C && octet != 0x7F
      let isPrintable = (0x20...0x7E).contains(octet)
      for (length, place) in ByteCopyTests.places {
        let wide = (0..<length).map { $0 == place ? octet : 0xC3 }
        let found = ByteSearch.firstEscaped(in: wide.span)
        #expect(found == (isPlain ? length : place), "\(octet) at \(place) of \(length)")
        let ascii = (0..<length).map { $0 == place ? octet : UInt8(0x20 + $0 * 5) }
        let printable = ByteSearch.isPrintableASCII(ascii.span)
        #expect(printable == isPrintable, "\(octet) at \(place) of \(length)")
      }
    }
  }

  @Test func `Every octet to escape is found in turn`() {
    for length in 0..<40 {
      let bytes = (0..<length).map {
        [0x22, 0x41, 0x20, 0x5C, 0x80, 0x23, 0x21, 0x0A, 0x7F, 0x7E, 0xA2][$0 * $0 % 11] as UInt8
      }
      let expected = bytes.indices.filter { [0x22, 0x5C, 0x0A, 0x7F].contains(bytes[$0]) }
      var found: [Int] = []
      var place = ByteSearch.firstEscaped(in: bytes.span)
      while place < length {
        found.append(place)
        place = ByteSearch.firstEscaped(in: bytes.span, from: place + 1)
      }
      #expect(found == expected)
    }
  }

  @Test func `An octet is counted at every position`() {
    for octet in [0, 0x0A, 0x80, 0xFF] as [UInt8] {
      for length in 0..<40 {
        let bytes = (0..<length).map { [octet, octet &+ 1, octet &- 1, octet, octet ^ 0x80][$0 % 5] }
        let expected = bytes.filter { $0 == octet }.count
        let found = ByteSearch.count(octet, in: bytes.span, 0..<length)
        #expect(found == expected)
        let inner = ByteSearch.count(octet, in: bytes.span, min(1, length)..<length)
        #expect(inner == bytes.dropFirst().filter { $0 == octet }.count)
      }
    }
  }

  private static let places = [1, 7, 8, 9, 16, 19].flatMap { length in (0..<length).map { (length, $0) } }

  @Test func `Copies are appended in order`() {
    let tail: [UInt8] = [1, 2, 3]
    let bytes = [UInt8](capacity: 16) { output in
      output.append(copying: "ab")
      output.append(copying: tail.span)
      output.append(bigEndian: 0x0102_0304 as UInt32)
    }
    #expect(bytes == [0x61, 0x62, 1, 2, 3, 1, 2, 3, 4])
  }
}
