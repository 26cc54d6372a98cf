// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKCS10
import TestSupport
import Testing

/// A stream gives the items of the complete input, however it is cut into pieces.
@Suite struct ArmorStreamTests {
  static let limits = ArmorLimits(input: 1 << 20, object: 2_048, window: 4_096, layers: 12)

  /// Reads an input in pieces; a guess counts where the candidate has an even length.
  static func streamed(_ input: [UInt8], pieces: Int) -> ArmorReading {
    var stream = ArmorStream(limits: limits)
    var reading = ArmorReading()
    for start in stride(from: 0, to: input.count, by: pieces) {
      stream.append(input.span.extracting(start..<min(start + pieces, input.count)))
      while let item = stream.next(proof: { $0.count % 2 == 0 }) { reading.append(item) }
    }
    stream.finish()
    while let item = stream.next(proof: { $0.count % 2 == 0 }) { reading.append(item) }
    return reading
  }

  static func whole(_ input: [UInt8]) -> ArmorReading {
    Armor.read(input.span, limits: limits) { $0.count % 2 == 0 }
  }

  @Test("blanks at the start of a piece may be the indentation of what follows", arguments: 1...5)
  func keepsIndentation(pieces: Int) {
    for input: [UInt8] in [[0x0B, 0x0B, 0x09, 0xE9], [0x20, 0x20, 0x0A, 0x20, 0x20, 0x61], [0x0A, 0x0A], [0x20]] {
      #expect(ArmorStreamTests.streamed(input, pieces: pieces) == ArmorStreamTests.whole(input))
    }
  }

  @Test("an input as long as a window, or a byte shorter or longer, is read the same in pieces", arguments: -1...1)
  func readsFullWindows(difference: Int) {
    let text = TestFiles.bytes(TestFiles.vector("batch/requests.jsonl"))
    for windows in 1...2 {
      let input = Array(text.prefix(windows * 4_096 + difference))
      #expect(input.count == windows * 4_096 + difference)
      for pieces in [1, 7, 4_096] {
        #expect(ArmorStreamTests.streamed(input, pieces: pieces) == ArmorStreamTests.whole(input), "\(pieces)")
      }
    }
  }

  @Test("wrapped requests are read the same in pieces of any length", arguments: [1, 13, 97, 1_000])
  func readsWrappings(pieces: Int) {
    for (index, file) in TestFiles.files("encodings/p256").enumerated() where pieces > 13 || index % 5 == 0 {
      let input = TestFiles.bytes(file)
      #expect(
        ArmorStreamTests.streamed(input, pieces: pieces) == ArmorStreamTests.whole(input), "\(file.lastPathComponent)")
    }
  }
}
