// SPDX-License-Identifier: Apache-2.0

/// The quoted-printable transfer encoding of mail (RFC 2045 §6.7).
///
/// A `=` of Base64 is written `=3D` there. So where an `=3D` occurs, a `=` before a line end is a soft line break;
/// where none does, it is one only if several lines end so at the usual width, or in an encoded space.
enum QuotedPrintable {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "=") > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      guard isQuotedPrintable(bytes) else { return }
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard bytes[position] == 0x3D, let (length, decoded) = escape(at: position, in: bytes) else {
          position += 1
          continue
        }
        builder.keep(kept..<position)
        if let decoded { builder.put(decoded, at: position) }
        builder.mark(.quotedPrintable, position..<position + length)
        position += length
        kept = position
      }
      builder.keep(kept..<bytes.count)
    })

  /// The widths at which mail software breaks lines.
  private static let widths = 70...78

  /// The escape at a `=`: its length and its byte, nil for a soft line break.
  private static func escape(at start: Int, in bytes: Span<UInt8>) -> (Int, UInt8?)? {
    if bytes.count - start >= 3, let high = CharacterClass.hex(bytes[start + 1]),
      let low = CharacterClass.hex(bytes[start + 2])
    {
      return (3, high << 4 | low)
    }
    return softBreak(at: start, in: bytes).map { ($0, nil) }
  }

  /// The length of a `=`, the blanks after it and the line end, if that is what stands there.
  private static func softBreak(at start: Int, in bytes: Span<UInt8>) -> Int? {
    let end = bytes.end(from: start + 1, to: min(bytes.count, start + 8)) { $0 == 0x20 || $0 == 0x09 }
    guard end < bytes.count else { return nil }
    if bytes[end] == 0x0A { return end + 1 - start }
    guard bytes[end] == 0x0D else { return nil }
    return (end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1) - start
  }

  /// Escapes that stand for nothing else where a request is: of `=`, `+`, `/` and line ends.
  private static let certain = ["=3d", "=2b", "=2f", "=0a", "=0d"]

  private static func isQuotedPrintable(_ bytes: Span<UInt8>) -> Bool {
    var lineStart = 0
    var breaks = 0
    for position in bytes.indices {
      if CharacterClass.isLineEnd(bytes[position]) { lineStart = position + 1 }
      guard bytes[position] == 0x3D else { continue }
      if certain.contains(where: { bytes.hasLetters($0, at: position) }) { return true }
      if widths.contains(position + 1 - lineStart), softBreak(at: position, in: bytes) != nil { breaks += 1 }
      // A blank at the end of a line must be encoded.
      let end = position + 3
      if bytes.hasBytes([0x3D, 0x32, 0x30], at: position), end < bytes.count, CharacterClass.isLineEnd(bytes[end]) {
        breaks += 1
      }
      if breaks > 1 { return true }
    }
    return false
  }
}
