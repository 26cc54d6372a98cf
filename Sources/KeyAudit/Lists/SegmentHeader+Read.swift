// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

extension SegmentHeader {
  /// Reads a header; every number in it is held against the length of the file.
  init(_ bytes: Span<UInt8>) throws(ListError) {
    guard bytes.count >= 8, SegmentHeader.magic.indices.allSatisfy({ bytes[$0] == SegmentHeader.magic[$0] }) else {
      throw .unknownFormat
    }
    guard bytes.count >= SegmentHeader.fixedLength else {
      throw .truncated(offset: bytes.count, expected: SegmentHeader.fixedLength)
    }
    guard let kind = HashKind(rawValue: bytes[8]) else { throw .header(offset: 8, what: "no kind of hash") }
    guard bytes[9] <= 1 else { throw .header(offset: 9, what: "neither additions nor removals") }
    guard bytes[10] <= SegmentHeader.fenceBitsLimit else {
      throw .header(offset: 10, what: "an index that is too large")
    }
    let length = SegmentHeader.number(12..<16, in: bytes)
    guard (SegmentHeader.fixedLength...SegmentHeader.lengthLimit).contains(length) else {
      throw .header(offset: 12, what: "a header of \(length) bytes")
    }
    guard length <= bytes.count else { throw .truncated(offset: bytes.count, expected: length) }
    let count = SegmentHeader.number(16..<24, in: bytes)
    guard (0...Int(UInt32.max)).contains(count) else { throw .header(offset: 16, what: "too many records") }
    var header = (0..<length).map { bytes[$0] }
    let seal = header[SegmentHeader.seal]
    header.replaceSubrange(SegmentHeader.seal, with: [0, 0, 0, 0])
    guard Digest(.sha256, of: header.span).bytes.prefix(4) == seal else {
      throw .checksum(offset: SegmentHeader.seal.lowerBound)
    }
    self.kind = kind
    isRemoval = bytes[9] == 1
    fenceBits = bytes[10]
    isWritten = true
    self.count = count
    day = SegmentHeader.number(24..<28, in: bytes)
    checksum = (32..<64).map { bytes[$0] }
    sources = try SegmentHeader.sources(Int(bytes[11]), end: length, in: bytes)
    guard encodedLength == length else {
      throw .header(offset: 12, what: "a header of \(length) bytes, not \(encodedLength)")
    }
    let end = bodyOffset(behind: length) + count * KeyRecord.length
    guard bytes.count >= end else { throw .truncated(offset: bytes.count, expected: end) }
    guard bytes.count == end else { throw .overlong(offset: end, found: bytes.count) }
  }

  private static func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: range.reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) })
  }

  private static func sources(
    _ count: Int, end: Int, in bytes: Span<UInt8>
  ) throws(ListError) -> [ListSource] {
    var sources: [ListSource] = []
    var position = fixedLength
    for _ in 0..<count {
      guard position < end else { throw .header(offset: position, what: "a source beyond the header's end") }
      let id = bytes[position]
      position += 1
      var texts: [String] = []
      for _ in 0..<3 {
        guard position < end, position + 1 + Int(bytes[position]) <= end else {
          throw .header(offset: position, what: "a source beyond the header's end")
        }
        let text = (position + 1..<position + 1 + Int(bytes[position])).map { bytes[$0] }
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw .header(offset: position + 1, what: "a source's name that is not UTF-8")
        }
        texts.append(valid)
        position += 1 + text.count
      }
      sources.append(ListSource(id: id, name: texts[0], origin: texts[1], licence: texts[2]))
    }
    return sources
  }
}
