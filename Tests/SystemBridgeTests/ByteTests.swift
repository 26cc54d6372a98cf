// SPDX-License-Identifier: Apache-2.0
import SystemBridge
import Testing

@Suite struct ByteCopyTests {
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
