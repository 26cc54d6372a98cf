// SPDX-License-Identifier: Apache-2.0
import PKCS10
import TestSupport
import Testing

@Suite struct ObjectIdentifierTextTests {
  static let pairs: [(String, [UInt8])] = [
    ("0.0", [0x00]), ("0.39", [0x27]), ("1.0", [0x28]), ("1.39", [0x4F]), ("2.0", [0x50]), ("2.39", [0x77]),
    ("2.40", [0x78]), ("2.47", [0x7F]), ("2.48", [0x81, 0x00]), ("2.999", [0x88, 0x37]),
    ("2.5.4.3", [0x55, 0x04, 0x03]),
    ("1.2.840.113549.1.1.11", [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]), ("1.2.127", [0x2A, 0x7F]),
    ("1.2.128", [0x2A, 0x81, 0x00]), ("1.2.16383", [0x2A, 0xFF, 0x7F]), ("1.2.16384", [0x2A, 0x81, 0x80, 0x00]),
    ("2.25.340282366920938463463374607431768211455", [0x69, 0x83] + Array(repeating: 0xFF, count: 17) + [0x7F]),
  ]

  @Test("octets and dotted forms convert to each other", arguments: pairs)
  func converts(form: String, octets: [UInt8]) {
    #expect(dotted(octets) == form)
    #expect(ObjectIdentifierText.encode(form) == octets)
    #expect(isIdentifier(octets))
  }

  @Test(
    "octets that are not an identifier give nil",
    arguments: [
      [], [0x80], [0x80, 0x01], [0x2A, 0x80, 0x01], [0x2A, 0x86], [0x55, 0x04, 0x83], [0xFF],
    ] as [[UInt8]])
  func refusesOctets(octets: [UInt8]) {
    #expect(dotted(octets) == nil)
    #expect(!isIdentifier(octets))
  }

  @Test("an arc of more than 128 bits is valid but has no dotted form")
  func refusesHugeArcs() {
    let octets = [0x2A, 0x84] + Array(repeating: 0x80 as UInt8, count: 17) + [0x00]
    #expect(isIdentifier(octets))
    #expect(dotted(octets) == nil)
  }

  @Test(
    "texts that are not an identifier give nil",
    arguments: [
      "", "1", "3.1", "0.40", "1.40", "1.2.", ".1.2", "1..2", "1.2.-0", "1.-2", "+1.2", "1.2.+3", "01.2", "1.02",
      "1.2 ",
      "1.2.x", "1.2.340282366920938463463374607431768211456", "2.340282366920938463463374607431768211455", "١.٢",
    ])
  func refusesTexts(text: String) {
    #expect(ObjectIdentifierText.encode(text) == nil)
  }

  @Test("random octets with a dotted form survive the round trip", arguments: 0..<20)
  func roundTrips(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for length in 0..<40 {
      let octets = random.bytes(length)
      guard let form = dotted(octets) else { continue }
      #expect(ObjectIdentifierText.encode(form) == octets)
    }
  }
}
