// SPDX-License-Identifier: Apache-2.0

/// A BEGIN or END line, possibly damaged.
struct Marker: Sendable, Hashable {
  enum Kind: Sendable { case begin, end }

  let kind: Kind
  /// From the first dash to one past the last.
  let range: Range<Int>
  /// The label as written.
  let label: String
  /// The repairs of the line.
  let repairs: [ArmorRepair]

  /// The label in upper case.
  var normalLabel: String { PEMLabel.normal(label) }

  /// Finds all markers of a text in order, in linear time. `mentions` counts BEGIN and END anywhere; `broken` counts
  /// BEGIN after dashes that is not a marker, for example because its blanks are encoded.
  static func scan(
    _ bytes: Span<UInt8>, work: inout WorkLimit
  ) -> (markers: [Marker], mentions: Int, broken: Int) {
    var markers: [Marker] = []
    var mentions = 0
    var broken = 0
    var position = 0
    while position < bytes.count, work.step() {
      let letter = bytes[position] | 0x20
      guard letter == 0x62 || letter == 0x65, let kind = kind(at: position, in: bytes) else {
        position += 1
        continue
      }
      mentions += 1
      let wordEnd = position + (kind == .begin ? 5 : 3)
      let lowerLimit = markers.last?.range.upperBound ?? 0
      guard let marker = marker(kind, position..<wordEnd, lowerLimit: lowerLimit, in: bytes) else {
        if kind == .begin, bytes.hasBytes([0x2D, 0x2D], at: position - 2) { broken += 1 }
        position = wordEnd
        continue
      }
      markers.append(marker)
      position = marker.range.upperBound
    }
    return (markers, mentions, broken)
  }

  /// The kind of marker that the word here starts, or nil.
  @inline(__always)
  private static func kind(at position: Int, in bytes: Span<UInt8>) -> Kind? {
    guard position + 3 <= bytes.count else { return nil }
    switch (bytes[position] | 0x20, bytes[position + 1] | 0x20) {
    case (0x62, 0x65): return bytes.hasLetters("begin", at: position) ? .begin : nil
    case (0x65, 0x6E): return bytes.hasLetters("end", at: position) ? .end : nil
    default: return nil
    }
  }

  private static func marker(
    _ kind: Kind, _ word: Range<Int>, lowerLimit: Int, in bytes: Span<UInt8>
  ) -> Marker? {
    let dashEnd = bytes.start(from: word.lowerBound, to: max(lowerLimit, word.lowerBound - 4), while: isSeparator)
    var start = bytes.start(from: dashEnd, to: lowerLimit) { $0 == 0x2D }
    // After Base64 on the same line, a sixth dash is a character of the URL-safe alphabet.
    if dashEnd - start > 5, start > lowerLimit, CharacterClass.isBase64(bytes[start - 1]) { start = dashEnd - 5 }
    let leading = dashEnd - start
    let isMisspaced = leading > 0 && dashEnd < word.lowerBound
    if leading == 0 { start = word.lowerBound }
    let startsLine = start == 0 || CharacterClass.isLineEnd(bytes[start - 1])
    guard leading >= 2 || startsLine else { return nil }

    guard let tail = MarkerTail(after: word.upperBound, isBare: leading == 0, in: bytes) else { return nil }
    guard leading + tail.dashes >= 2 else {
      guard leading == 0, tail.dashes == 0, tail.isKnown else { return nil }
      return Marker(kind: kind, range: start..<tail.end, label: tail.label, repairs: [.boundary])
    }
    var repairs: [ArmorRepair] = []
    if isMisspaced || tail.isMisspaced || leading == 0 || tail.dashes == 0 { repairs.append(.boundary) }
    if leading > 0 && leading != 5 || tail.dashes > 0 && tail.dashes != 5 { repairs.append(.dashes) }
    return Marker(kind: kind, range: start..<tail.end, label: tail.label, repairs: repairs)
  }

  /// Whether a byte separates the words of a label; `+` is the space of a form post.
  static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x2B }
}

/// The part of a marker after BEGIN or END: the label and the dashes.
struct MarkerTail {
  /// The longest label, including blanks.
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
    // An END and a BEGIN without a line break between them share the dashes.
    if end - dashStart > 5, bytes.hasLetters("begin", at: end) || bytes.hasLetters("end", at: end) {
      end -= min(5, (end - dashStart) / 2)
    }
    dashes = end - dashStart
  }

  /// The longest known label here that ends at a blank or the end.
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
