// SPDX-License-Identifier: Apache-2.0

/// A BEGIN or END line, or what is left of one.
struct Marker: Sendable, Hashable {
  enum Kind: Sendable { case begin, end }

  let kind: Kind
  /// From the first dash to one past the last.
  let range: Range<Int>
  /// The words between, as written.
  let label: String
  /// What is wrong with the line.
  let repairs: [ArmorRepair]

  /// The label in upper case.
  var normalLabel: String { PEMLabel.normal(label) }

  /// All markers of a text in order, how often their words occur at all, and how often BEGIN comes after dashes without
  /// being one, as where its blanks are encoded; time is linear.
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
      let floor = markers.last?.range.upperBound ?? 0
      guard let marker = marker(kind, position..<wordEnd, floor: floor, in: bytes) else {
        if kind == .begin, bytes.hasBytes([0x2D, 0x2D], at: position - 2) { broken += 1 }
        position = wordEnd
        continue
      }
      markers.append(marker)
      position = marker.range.upperBound
    }
    return (markers, mentions, broken)
  }

  /// What the word here announces; the second letter rules out nearly everything.
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
    _ kind: Kind, _ word: Range<Int>, floor: Int, in bytes: Span<UInt8>
  ) -> Marker? {
    let dashEnd = bytes.start(from: word.lowerBound, to: max(floor, word.lowerBound - 4), while: isSeparator)
    var start = bytes.start(from: dashEnd, to: floor) { $0 == 0x2D }
    // After Base64 on the same line a sixth dash is the last character of the URL alphabet.
    if dashEnd - start > 5, start > floor, CharacterClass.isBase64(bytes[start - 1]) { start = dashEnd - 5 }
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

  /// What joins the words of a label; `+` is the space of a form post.
  static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x2B }
}
