// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Builds a segment from records in any order. Of several records with the same hash, the first one added is kept.
package struct SegmentBuilder: Sendable {
  /// The kind of hash.
  package let kind: HashKind
  /// Whether the records remove keys.
  package let isRemoval: Bool
  /// The sources of the keys.
  package private(set) var sources: [ListSource]
  /// The records added so far, duplicates included.
  package private(set) var records: [KeyRecord] = []

  /// Creates an empty list.
  package init(_ kind: HashKind, sources: [ListSource], isRemoval: Bool = false) {
    self.kind = kind
    self.sources = sources
    self.isRemoval = isRemoval
  }

  /// Adds a hash.
  package mutating func add(_ hash: [UInt8], source: UInt8) { records.append(KeyRecord(hash, source: source)) }

  /// Adds a source.
  mutating func add(_ source: ListSource) { sources.append(source) }

  /// Adds a record.
  package mutating func add(_ record: KeyRecord) { records.append(record) }

  /// Adds the records of a segment. A source whose identifier is already used gets a free one.
  package mutating func add(_ segment: Segment) throws(ListError) {
    guard segment.header.kind == kind else { throw .kinds(kind.name, segment.header.kind.name) }
    var map: [UInt8: UInt8] = [:]
    for source in segment.header.sources { map[source.id] = identifier(for: source) }
    for record in segment.records {
      records.append(KeyRecord(record, source: map[record.source] ?? record.source))
    }
  }

  /// Removes the keys of a segment from those added so far.
  package mutating func remove(_ segment: Segment) throws(ListError) {
    guard segment.header.kind == kind else { throw .kinds(kind.name, segment.header.kind.name) }
    records.removeAll { segment.find($0) != nil }
  }

  private mutating func identifier(for source: ListSource) -> UInt8 {
    if let same = sources.first(where: { $0.name == source.name && $0.origin == source.origin }) { return same.id }
    let used = Set(sources.map(\.id))
    let free = used.contains(source.id) ? (1...255).first { !used.contains($0) } : source.id
    guard let free else { return source.id }
    sources.append(ListSource(id: free, name: source.name, origin: source.origin, licence: source.licence))
    return free
  }

  /// Returns the content of the file.
  ///
  /// - Parameter day: the day of creation for the header, in days since 1970-01-01.
  package func bytes(day: Int) -> [UInt8] {
    let records = unique()
    var body: [UInt8] = []
    body.reserveCapacity(records.count * KeyRecord.length)
    for record in records { body += record.bytes }
    let header = SegmentHeader(
      kind: kind, isRemoval: isRemoval, sources: sources.sorted { $0.id < $1.id }, count: records.count, day: day,
      checksum: Digest(.sha256, of: body.span).bytes, fenceBits: SegmentHeader.fenceBits(for: records.count),
      isInFile: true)
    var file = header.bytes
    let bodyOffset = header.bodyOffset(after: file.count)
    file.reserveCapacity(bodyOffset + body.count)
    let shift = UInt64(64 - header.fenceBits)
    var index = 0
    for entry in 0..<header.fenceCount {
      index = records[index...].firstIndex { $0.high >> shift >= UInt64(entry) } ?? records.count
      file += SegmentHeader.octets(index, 4)
    }
    file += [UInt8](repeating: 0, count: bodyOffset - file.count)
    return file + body
  }

  /// The records in order, one per hash.
  private func unique() -> [KeyRecord] {
    let order = records.indices.sorted { left, right in
      records[left].precedes(records[right]) || (records[left].hasHash(of: records[right]) && left < right)
    }
    var result: [KeyRecord] = []
    result.reserveCapacity(order.count)
    for index in order where result.last.map({ !$0.hasHash(of: records[index]) }) ?? true {
      result.append(records[index])
    }
    return result
  }
}

extension KeyRecord {
  /// Copies a record with another source.
  init(_ record: KeyRecord, source: UInt8) {
    high = record.high
    low = record.low & ~0xFF | UInt64(source)
  }
}
