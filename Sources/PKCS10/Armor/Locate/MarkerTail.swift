// SPDX-License-Identifier: Apache-2.0

/// The rest of a marker after BEGIN or END: the label and the dashes.
struct MarkerTail {
  /// The longest label with its blanks.
  private static let longestLabel = 72
  private static let longestWord = 24

  var label = ""
  var end: Int
  var dashes = 0
  var isMisspaced = false
  var isKnown = false

  init?(after start: Int, isBare: Bool, in bytes: Span<UInt8>) {
    guard start < bytes.count, Marker.isSeparator(bytes[start]) || bytes[start] == 0x2D else { return nil }
    end = start
    var position = start
    var word = 0
    var lineEnd: Int?
    scan: for index in start..<min(bytes.count, start + MarkerTail.longestLabel) {
      position = index
      switch bytes[index] {
      case 0x2D:
        break scan
      case 0x0A, 0x0D:
        if lineEnd == nil { lineEnd = index }
        word = 0
      case 0x20, 0x09, 0x2B:
        word = 0
      case 0x23, 0x28, 0x29, 0x2E...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A:
        word += 1
      default:
        break scan
      }
      if word > MarkerTail.longestWord { break scan }
      position = index + 1
    }
    let isAtDashes = position < bytes.count && bytes[position] == 0x2D
    if isAtDashes, lineEnd == nil || position + 1 < bytes.count && bytes[position + 1] == 0x2D {
      readDashes(labelFrom: start, to: position, isBroken: lineEnd != nil, in: bytes)
    } else if let found = MarkerTail.known(from: start, to: lineEnd ?? position, in: bytes) {
      (label, end, isKnown) = (found.label, found.end, true)
    } else if !isBare, let lineEnd {
      label = bytes.text(bytes.trimmed(start..<lineEnd))
      end = lineEnd
    } else {
      return nil
    }
  }

  private mutating func readDashes(labelFrom start: Int, to dashStart: Int, isBroken: Bool, in bytes: Span<UInt8>) {
    let words = bytes.trimmed(start..<dashStart)
    label = bytes.text(words)
    isMisspaced = isBroken || words.upperBound < dashStart || label.utf8.contains(0x2B)
    end = dashStart
    end = bytes.end(from: end, to: bytes.count) { $0 == 0x2D }
    // Between an END and a BEGIN without a line break the dashes are shared.
    if end - dashStart > 5, bytes.hasLetters("begin", at: end) || bytes.hasLetters("end", at: end) {
      end -= min(5, (end - dashStart) / 2)
    }
    dashes = end - dashStart
  }

  /// The longest known label that stands here and ends at a blank or the end.
  private static func known(
    from start: Int, to limit: Int, in bytes: Span<UInt8>
  ) -> (label: String, end: Int)? {
    let words = bytes.trimmed(start..<limit)
    var best: (label: String, end: Int)?
    for label in PEMLabel.known where bytes.hasLetters(label.lowercased(), at: words.lowerBound) {
      let end = words.lowerBound + label.utf8.count
      let endsWord = end == bytes.count || CharacterClass.isBlank(bytes[end])
      if endsWord, end > best?.end ?? 0 { best = (bytes.text(words.lowerBound..<end), end) }
    }
    return best
  }
}

extension Span<UInt8> {
  /// A short ASCII range as text; other bytes are shown as Latin-1.
  func text(_ range: Range<Int>) -> String {
    var scalars = String.UnicodeScalarView()
    for index in range { scalars.append(Unicode.Scalar(self[index])) }
    return String(scalars)
  }
}
