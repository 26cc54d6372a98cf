// SPDX-License-Identifier: Apache-2.0

/// The bits of a BIT STRING that has names for them (X.680 §22.7).
struct NamedBits: Sendable, Hashable {
  /// The positions of the bits that are set, in order; bit 0 is the first one.
  let positions: [Int]

  /// Reads a BIT STRING of at most 32 bits; zero bits at its end, which DER leaves out, are let pass.
  init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let node = try Cursor.only(.bitString, encoding, in: bytes)
    guard let first = node.content.first, node.content.count <= 5, bytes[first] < 8,
      bytes[first] == 0 || node.content.count > 1
    else { throw .malformed(offset: node.start, what: "a BIT STRING that cannot hold named bits") }
    let count = (node.content.count - 1) * 8 - Int(bytes[first])
    positions = (0..<count).filter { bytes[first + 1 + $0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
  }

  /// The names of the bits that are set; `bit 12` for one without a name.
  func names(_ names: [String]) -> [String] {
    positions.map { $0 < names.count ? names[$0] : "bit \($0)" }
  }
}
