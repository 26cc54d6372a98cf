// SPDX-License-Identifier: Apache-2.0

/// UTF-7 (RFC 2152): `+-` for a plus sign, and UTF-16 in Base64 between `+` and `-`, such as `+AD0-` for `=`.
///
/// It is undone last, since Base64 itself may have a `+` before the dashes of an END line.
enum UTF7 {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "+") > 0 && $0.count(of: "-") > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard bytes[position] == 0x2B, let (end, character) = shift(at: position, in: bytes) else {
          position += 1
          continue
        }
        builder.keep(kept..<position)
        builder.put(character, at: position)
        builder.mark(.utf7, position..<end)
        position = end
        kept = end
      }
      builder.keep(kept..<bytes.count)
    })

  /// One ASCII character that is written as a shift: its end and the character.
  private static func shift(at start: Int, in bytes: Span<UInt8>) -> (end: Int, character: UInt8)? {
    if bytes.hasBytes([0x2D], at: start + 1) { return (start + 2, 0x2B) }
    guard bytes.hasBytes([0x2D], at: start + 4),
      let unit = Base64.decode(bytes, in: start + 1..<start + 4)?.bytes, unit.count == 2, unit[0] == 0
    else { return nil }
    return (start + 5, unit[1])
  }
}
