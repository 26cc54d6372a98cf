// SPDX-License-Identifier: Apache-2.0

/// Binary DER: one or more consecutive objects.
struct BinaryRun {
  private(set) var found: [LocatedObject] = []
  /// The start of text with another request, after the last object.
  private(set) var rest: Int?
  /// The number of bytes of an oversized object beyond the window.
  private(set) var excess = 0

  /// Nil unless the bytes start with an encoding and are not text.
  init?(_ bytes: Span<UInt8>, limits: ArmorLimits, work: inout WorkLimit) {
    let start = bytes.hasBytes([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
    guard start < bytes.count, bytes[start] == 0x30 else { return nil }
    // A replacement character, or a length octet that was converted from Latin-1 to UTF-8.
    if bytes.hasBytes([0xEF, 0xBF, 0xBD], at: start + 1)
      || bytes.hasBytes([0xC2], at: start + 1) && start + 2 < bytes.count && 0x81...0x84 ~= bytes[start + 2]
    {
      found = [LocatedObject(.malformed(.binaryAsText), range: start..<bytes.count, fault: start + 1)]
      return
    }
    let sample = start..<min(start + 64, bytes.count)
    guard sample.contains(where: { BinaryRun.isBinary(bytes[$0]) }) else { return nil }
    guard sample.count < 16 || ObjectHeader.isPlausible(sample, in: bytes) else { return nil }
    read(from: start, in: bytes, limits: limits, work: &work)
    if found.isEmpty { return nil }
    for index in found.indices { found[index].isBinary = true }
  }

  private static func isBinary(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte < 0x20 && !CharacterClass.isBlank(byte)
  }

  private mutating func read(
    from start: Int, in bytes: Span<UInt8>, limits: ArmorLimits, work: inout WorkLimit
  ) {
    let split = ObjectSplit(bytes.extracting(start..<bytes.count))
    var end = start
    for object in split.objects {
      let range = start + object.range.lowerBound..<start + object.range.upperBound
      end = range.upperBound
      guard range.count <= limits.object else {
        found.append(LocatedObject(.tooLarge(limit: limits.object), range: range))
        continue
      }
      let der = [UInt8](capacity: range.count) { output in
        for index in range { output.append(bytes[index]) }
      }
      if object.trailing > 0,
        Marker.scan(bytes.extracting(end..<bytes.count), work: &work).markers.contains(where: { $0.kind == .begin })
      {
        rest = end
      }
      let trailing = rest == nil ? object.trailing : 0
      let complete = ObjectSplit.Object(range: 0..<der.count, identity: object.identity, trailing: trailing)
      found += LocatedObject.all(
        complete, of: der, container: .der, labelKind: nil,
        range: trailing > 0 ? range.lowerBound..<bytes.count : range, label: nil, repairs: [])
    }
    readIncomplete(from: end, in: bytes, limits: limits)
  }

  /// Reads an object at the end that continues beyond the bytes.
  private mutating func readIncomplete(from start: Int, in bytes: Span<UInt8>, limits: ArmorLimits) {
    let have = bytes.count - start
    let header = ObjectHeader(start..<bytes.count, in: bytes)
    if header == .short, found.isEmpty {
      found.append(LocatedObject(.truncated(have: have, need: nil), range: start..<bytes.count, fault: bytes.count))
    }
    guard case .total(let total) = header, total > have else { return }
    guard found.isEmpty || ObjectHeader.isPlausible(start..<bytes.count, in: bytes) else { return }
    if total > limits.object {
      found.append(LocatedObject(.tooLarge(limit: limits.object), range: start..<bytes.count))
      excess = total - have
    } else {
      found.append(
        LocatedObject(.truncated(have: have, need: total), range: start..<bytes.count, fault: bytes.count))
    }
    // It is not trailing data of the previous object.
    if found.count > 1, case .request(let der, .der, _) = found[found.count - 2].content {
      found[found.count - 2].content = .request(der: der, container: .der, trailing: 0)
      found[found.count - 2].range = found[found.count - 2].range.lowerBound..<start
      found[found.count - 2].repairs = []
    }
  }
}
