// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

@Suite struct BigNumberTests {
  private func number(_ bytes: [UInt8]) -> (bits: Int, bytes: [UInt8]?, padded: [UInt8]?) {
    let number = BigNumber(bigEndian: bytes.span)
    return (number.bitCount, number.bigEndianBytes(), number.bigEndianBytes(width: 4))
  }

  @Test(
    "bytes survive the round trip without leading zeros",
    arguments: [
      ([], 0, []), ([0], 0, []), ([1], 1, [1]), ([0, 0, 0x80], 8, [0x80]), ([1, 0], 9, [1, 0]),
      ([0xFF, 0xFF, 0xFF, 0xFF], 32, [0xFF, 0xFF, 0xFF, 0xFF]),
    ] as [([UInt8], Int, [UInt8])])
  func roundTrips(bytes: [UInt8], bits: Int, shortest: [UInt8]) {
    let made = number(bytes)
    #expect(made.bits == bits)
    #expect(made.bytes == shortest)
    #expect(made.padded == Array(repeating: 0, count: 4 - shortest.count) + shortest)
  }

  @Test("a width that is too small gives nil")
  func refusesWidth() {
    #expect(number([1, 0, 0, 0, 0]).padded == nil)
  }

  @Test("a number can be reassigned and created from a word")
  func assigns() {
    var number = BigNumber(0x1234)
    #expect(number.bigEndianBytes() == [0x12, 0x34])
    let other: [UInt8] = [9]
    number.assign(bigEndian: other.span)
    #expect(number.bigEndianBytes() == [9])
    #expect(BigNumber().bitCount == 0)
  }
}
