// SPDX-License-Identifier: Apache-2.0

/// How often each byte value occurs in a text: one pass that spares most rewritings a look.
struct Census: Sendable {
  private var counts = InlineArray<256, Int32>(repeating: 0)
  /// All bytes.
  let total: Int

  init(_ bytes: Span<UInt8>) {
    total = bytes.count
    for index in bytes.indices { counts[Int(bytes[index])] &+= 1 }
  }

  /// How often an ASCII character occurs.
  func count(of character: Unicode.Scalar) -> Int {
    character.isASCII ? Int(counts[Int(character.value)]) : 0
  }

  /// How many bytes have the high bit.
  var nonASCII: Int { (0x80...0xFF).reduce(0) { $0 + Int(counts[$1]) } }

  /// How many bytes are control characters that are no blanks.
  var controls: Int {
    (0x00...0x1F).reduce(0) { $0 + (CharacterClass.isBlank(UInt8($1)) ? 0 : Int(counts[$1])) } + Int(counts[0x7F])
  }

  /// Whether there is anything but blanks.
  var hasContent: Bool {
    let blanks = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x00].reduce(0) { $0 + Int(counts[$1]) }
    return blanks < total
  }
}
