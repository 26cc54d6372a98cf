// SPDX-License-Identifier: Apache-2.0

/// Turns offsets into lines and columns, walking forward once.
///
/// It looks at each byte once as long as questions come in ascending order, and NUL bytes are passed over, so that
/// the lines of UTF-16 are counted too.
struct LineCounter: Sendable {
  private(set) var offset = 0
  private var line = 1
  private var lineStart = 0
  private var isAfterCR = false

  /// The place reached.
  var current: ArmorPosition {
    ArmorPosition(offset: offset, line: line, column: offset - lineStart + 1)
  }

  /// Walks to `target`, an absolute offset; `window` starts at the absolute offset `base`.
  mutating func advance(to target: Int, in window: Span<UInt8>, base: Int) {
    guard offset >= base, offset < target else { return }
    for index in (offset - base)..<max(offset - base, min(target - base, window.count)) {
      let byte = window[index]
      offset += 1
      if byte == 0 { continue }
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || !isAfterCR { line += 1 }
        lineStart = offset
      }
      isAfterCR = byte == 0x0D
    }
  }

  /// The place of an absolute offset, which may lie a little behind the place reached only within one window.
  mutating func position(of target: Int, in window: Span<UInt8>, base: Int) -> ArmorPosition {
    advance(to: target, in: window, base: base)
    return current
  }

  /// Steps over bytes whose line ends were counted elsewhere; `lastLineStart` is absolute and nil without a line end.
  mutating func skip(to target: Int, lines: Int, lastLineStart: Int?) {
    offset = target
    line += lines
    if let lastLineStart { lineStart = lastLineStart }
    isAfterCR = false
  }
}
