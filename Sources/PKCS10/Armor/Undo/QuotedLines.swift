// SPDX-License-Identifier: Apache-2.0

/// Lines that start with the quotation signs of mail replies, `>` and `|`, in any number.
enum QuotedLines {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: ">") > 0 || $0.count(of: "|") > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var lines = TextLines()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        let start = prefixEnd(line, in: bytes)
        guard start > line.lowerBound else {
          builder.keep(line.lowerBound..<next)
          continue
        }
        builder.mark(.mailQuote, line)
        var end = line.upperBound
        // The cell of a table ends in the sign, too.
        if end > start, bytes[end - 1] == 0x7C { end -= 1 }
        builder.keep(start..<end)
        builder.keep(line.upperBound..<next)
      }
    })

  private static func prefixEnd(_ line: Range<Int>, in bytes: Span<UInt8>) -> Int {
    var end = line.lowerBound
    for position in line {
      switch bytes[position] {
      case 0x3E, 0x7C:
        end = position + 1
      case 0x20, 0x09:
        continue
      default:
        // One blank belongs to the sign; more are the line's own.
        return end > line.lowerBound && bytes[end] == 0x20 ? end + 1 : end
      }
    }
    return end
  }
}
