// SPDX-License-Identifier: Apache-2.0

/// The lines of an input on which the octets of a request are.
package struct LineMap: Sendable, Hashable {
  /// The line of the first character of Base64, from 1.
  private var first: Int
  /// The characters of Base64 up to the end of each line.
  private let ends: [Int]

  /// The lines of a PEM block as `CleanReader` reads it, whose BEGIN line is `line`.
  package init(uniformAfter line: Int, octets: Int) {
    let characters = (octets + 2) / 3 * 4
    first = line + 1
    ends = (1...max(1, (characters + 63) / 64)).map { min(64 * $0, characters) }
  }

  /// Counts the characters of a PEM block or of bare Base64; nil for a text with other content, or whose characters are
  /// not those of the octets.
  ///
  /// - Parameters:
  ///   - line: the line at which the block starts.
  ///   - octets: the number of decoded octets; nil if they could not be decoded.
  init?(_ block: Span<UInt8>, line: Int, octets: Int?) {
    var ends: [Int] = []
    var first = line
    var lines = TextLines()
    while let range = lines.next(in: block)?.line {
      if block.hasBytes([0x2D, 0x2D], at: range.lowerBound) {
        guard ends.isEmpty else { break }
        first += 1
      } else {
        guard let count = LineMap.characters(block, in: range) else { return nil }
        ends.append((ends.last ?? 0) + count)
      }
    }
    guard let last = ends.last, octets.map({ last * 6 / 8 == $0 }) ?? true else { return nil }
    self.first = first
    self.ends = ends
  }

  /// The characters of Base64 in a line, without the padding; nil if there is anything else but blanks.
  private static func characters(_ block: Span<UInt8>, in range: Range<Int>) -> Int? {
    var count = 0
    for index in range {
      if CharacterClass.isBase64(block[index]), block[index] != 0x3D {
        count += 1
      } else if block[index] != 0x3D, !CharacterClass.isBlank(block[index]) {
        return nil
      }
    }
    return count
  }

  /// The same lines in an input with more lines before them.
  package func moved(by lines: Int) -> LineMap {
    var map = self
    map.first += lines
    return map
  }

  /// The lines of a range of octets; nil beyond the last.
  package func lines(of octets: Range<Int>) -> ClosedRange<Int>? {
    guard let low = line(ofCharacter: octets.lowerBound * 8 / 6), !octets.isEmpty,
      let high = line(ofCharacter: (octets.upperBound * 8 - 1) / 6)
    else { return nil }
    return low...high
  }

  private func line(ofCharacter character: Int) -> Int? {
    ends.firstIndex { $0 > character }.map { first + $0 }
  }

  /// The only line whose length differs from the others', except that the last may be shorter: where a character was
  /// added or lost; nil if there is none or more than one.
  package var unusualLine: Int? {
    let lengths = zip(ends, [0] + ends).map { $0 - $1 }
    guard lengths.count > 3,
      let usual = lengths.dropLast().max(by: { left, right in
        lengths.count { $0 == left } < lengths.count { $0 == right }
      })
    else { return nil }
    let unusual = lengths.indices.dropLast().filter { lengths[$0] != usual && lengths[$0] > 0 }
    guard unusual.count == 1, let index = unusual.first else { return nil }
    return first + index
  }
}
