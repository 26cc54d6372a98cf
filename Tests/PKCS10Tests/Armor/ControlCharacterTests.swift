// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKCS10
import TestSupport
import Testing

/// Control characters and other invisible bytes in and around a request never keep the reader from finishing.
@Suite struct ControlCharacterTests {
  /// The ASCII control characters, and the bytes of invisible characters in UTF-8, Latin-1 and Windows-1252.
  static let bytes: [UInt8] = Array(0x00...0x20) + [0x7F, 0x80, 0x85, 0xA0, 0xAD, 0xFF]

  /// The line prefixes of logs, diffs, mail, editors and programs.
  static let prefixes = [
    "", "log", "# ", "// ", "> ", "2026-11-28 10:00:00 [info] ", "12: ", "+", "| ", "  ", "<!-- ", "echo \"",
  ]

  /// All positions of the byte: before and after the prefix of each line, at line ends, and instead of line ends.
  static func variants(of text: [UInt8], _ byte: UInt8, prefix: String, count: Int) -> [[UInt8]] {
    let mark = Array(repeating: byte, count: count)
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let prefix = Array(prefix.utf8)
    let changed: [([UInt8]) -> [UInt8]] = [
      { mark + prefix + $0 }, { prefix + mark + $0 }, { prefix + $0 + mark },
    ]
    return changed.map { Array(lines.map($0).joined(separator: [0x0A])) } + [Array(lines.joined(separator: mark))]
  }

  private static let limits: ArmorLimits = {
    var limits = ArmorLimits.standard
    limits.stepsPerByte /= 8
    return limits
  }()

  @Test("every such byte at every position in PEM is read or rejected within an eighth of the limit", arguments: bytes)
  func endsInPEM(byte: UInt8) {
    let text = TestFiles.bytes(TestFiles.vector("encodings/p256/pem.pem"))
    #expect(!text.isEmpty)
    for prefix in ControlCharacterTests.prefixes {
      for count in 1...2 {
        for input in ControlCharacterTests.variants(of: text, byte, prefix: prefix, count: count) {
          let reading = Armor.read(input.span, limits: ControlCharacterTests.limits) { _ in false }
          #expect(reading.requests.count + reading.others.count > 0)
          #expect(!reading.others.contains { $0.kind == .tooComplex }, "\(byte) \(count) '\(prefix)'")
        }
      }
    }
  }

  @Test("every such byte in every wrapping is read or rejected within an eighth of the limit", arguments: bytes)
  func endsInWrappings(byte: UInt8) {
    // Every fourth file, since a debug build takes milliseconds for each.
    for (index, file) in TestFiles.files("encodings/p256").enumerated() where index % 4 == 0 {
      for input in ControlCharacterTests.variants(of: TestFiles.bytes(file), byte, prefix: "log", count: 1) {
        let reading = Armor.read(input.span, limits: ControlCharacterTests.limits) { _ in false }
        #expect(reading.requests.count + reading.others.count > 0)
        #expect(!reading.others.contains { $0.kind == .tooComplex }, "\(byte) in \(file.lastPathComponent)")
      }
    }
  }

  @Test(
    "a vertical tab or form feed in a line prefix counts as a blank, and the request is read", arguments: [0x0B, 0x0C])
  func readsBlanksInPrefix(byte: UInt8) {
    let text = TestFiles.bytes(TestFiles.vector("encodings/p256/pem.pem"))
    let clean = Armor.read(text.span) { _ in false }
    for prefix in ["log", "a b", "12"] {
      let input = ControlCharacterTests.variants(of: text, byte, prefix: prefix, count: 1)[1]
      let reading = Armor.read(input.span) { _ in false }
      #expect(reading.requests.map(\.der) == clean.requests.map(\.der), "'\(prefix)'")
      #expect(reading.requests.first?.repairs.contains(.linePrefix) == true)
    }
  }
}
