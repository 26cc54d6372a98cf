// SPDX-License-Identifier: Apache-2.0

/// Finds all objects in a text: PEM blocks by their markers, and Base64 and hex between them.
enum Locator {
  /// Returns the objects in order, in linear time.
  static func locate(
    _ bytes: Span<UInt8>, limits: ArmorLimits, skipsStray: Bool = false, proof: (Span<UInt8>) -> Bool,
    work: inout WorkLimit
  ) -> LocatedObjects {
    var located = LocatedObjects()
    let (markers, mentions, broken) = Marker.scan(bytes, work: &work)
    located.hasTraces = mentions > 0
    located.hints = broken
    var position = 0
    var index = 0
    while index < markers.count, work.step() {
      let marker = markers[index]
      let first = located.objects.count
      FreeText.scan(
        position..<max(position, marker.range.lowerBound), in: bytes, limits: limits, proof: proof, work: &work,
        into: &located)
      index += 1
      switch marker.kind {
      case .end:
        close(marker, firstFound: first, from: position, in: bytes, into: &located)
        position = marker.range.upperBound
      case .begin:
        let next = index < markers.count ? markers[index] : nil
        let block = PEMBlock(marker, next: next, in: bytes, limits: limits, skipsStray: skipsStray)
        located.objects += block.read(bytes, proof: proof)
        work.add(max(0, block.end - marker.range.lowerBound))
        position = max(block.end, marker.range.upperBound)
        if next?.kind == .end { index += 1 }
      }
    }
    FreeText.scan(
      position..<max(position, bytes.count), in: bytes, limits: limits, proof: proof, work: &work, into: &located)
    addSurroundings(in: bytes, to: &located)
    return located
  }

  /// Handles an END line without a BEGIN line: the text right before it belongs to it.
  private static func close(
    _ marker: Marker, firstFound: Int, from start: Int, in bytes: Span<UInt8>, into located: inout LocatedObjects
  ) {
    let end = bytes.trimmed(start..<max(start, marker.range.lowerBound)).upperBound
    if located.objects.count > firstFound, let last = located.objects.last, last.range.upperBound == end {
      var one = last
      one.label = marker.label
      one.range = one.range.lowerBound..<marker.range.upperBound
      one.repairs += [.noHeader] + marker.repairs
      let label = marker.normalLabel
      if !PEMLabel.isRequest(label) { one.repairs.append(.label) }
      if marker.label.utf8.contains(where: { $0.uppercased != $0 }) { one.repairs.append(.labelCase) }
      if case .request(let der, let container, let trailing) = one.content, container != .hex {
        one.content = .request(der: der, container: .pem, trailing: trailing)
      }
      located.objects[located.objects.count - 1] = one
      return
    }
    guard located.objects.count == firstFound, end > start else { return }
    guard CharacterClass.isBase64(bytes[end - 1]) || bytes[end - 1] == 0x3D else { return }
    let kind = PEMLabel.kind(marker.normalLabel, isEncrypted: false) ?? .malformed(.beginningMissing)
    let first = bytes.trimmed(start..<end).lowerBound
    located.objects.append(
      LocatedObject(kind, range: first..<marker.range.upperBound, label: marker.label, fault: first))
  }

  /// Records what surrounds each object: text, or the quotation marks and tags of a document.
  private static func addSurroundings(in bytes: Span<UInt8>, to located: inout LocatedObjects) {
    var previous = 0
    for index in located.objects.indices {
      let range = located.objects[index].range
      let following = index + 1 < located.objects.count ? located.objects[index + 1].range.lowerBound : bytes.count
      guard range.lowerBound >= previous else { continue }
      let before = bytes.trimmed(previous..<range.lowerBound)
      let after = bytes.trimmed(range.upperBound..<max(range.upperBound, following))
      located.objects[index].isAfterText = !before.isEmpty
      if let repair = enclosure(before, after, in: bytes) {
        located.objects[index].repairs.append(repair)
        located.objects[index].isAfterText = false
      }
      previous = range.upperBound
    }
    located.hasTextAfter =
      !bytes.trimmed(min(previous, bytes.count)..<bytes.count).isEmpty
      && located.objects.last.map { !$0.isEnclosed } ?? true
  }

  private static func enclosure(_ before: Range<Int>, _ after: Range<Int>, in bytes: Span<UInt8>) -> ArmorRepair? {
    guard let last = before.last, let first = after.first else { return nil }
    switch (bytes[last], bytes[first]) {
    case (0x22, 0x22):
      let outer = bytes.trimmed(before.lowerBound..<last)
      guard let sign = outer.last.map({ bytes[$0] }) else { return .json }
      return [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "[")].contains(sign) ? .json : .quoted
    case (0x27, 0x27): return .quoted
    case (0x60, 0x60):
      // Three of them are a code fence and not part of the text.
      return last > before.lowerBound && bytes[last - 1] == 0x60 ? nil : .quoted
    case (0x5B, 0x5D) where bytes.hasLetters("cdata[", at: last - 5): return .markup
    case (0x3E, 0x3C): return .markup
    default: return nil
    }
  }
}
