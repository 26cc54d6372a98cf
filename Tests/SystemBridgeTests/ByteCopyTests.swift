// SPDX-License-Identifier: Apache-2.0
import SystemBridge
import Testing

@Suite struct ByteCopyTests {
  @Test func `An octet that a quoted text escapes is noticed at every place of a word and behind it`() {
    for octet in 0...UInt8.max {
      let isPlain = octet >= 0x20 && octet != 0x22 && octet != 0x5C && octet != 0x7F
      for place in 0..<19 {
        let bytes = (0..<19).map { $0 == place ? octet : 0xC3 }
        let found = ByteSearch.isPlainText(bytes.span)
        #expect(found == isPlain, "\(octet) at \(place)")
      }
    }
    #expect(isPlain(""))
    #expect(isPlain("www.example.com"))
    #expect(!isPlain("a \"quoted\" name"))
  }

  private func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let answer = ByteSearch.isPlainText(bytes.span)
    return answer
  }

  @Test func `Copies stand one behind the other`() {
    let tail: [UInt8] = [1, 2, 3]
    let bytes = [UInt8](capacity: 16) { output in
      output.append(copying: "ab")
      output.append(copying: tail.span)
      output.append(bigEndian: 0x0102_0304 as UInt32)
    }
    #expect(bytes == [0x61, 0x62, 1, 2, 3, 1, 2, 3, 4])
  }
}
