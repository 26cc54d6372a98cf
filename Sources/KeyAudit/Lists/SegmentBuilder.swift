// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Makes a segment of records in any order; of records with the same hash the first one added stays.
public struct SegmentBuilder: Sendable {
  /// What the records are hashes of.
  public let kind: HashKind
  /// Whether the records take keys away.
  public let isRemoval: Bool
  /// Where the keys are from.
  public private(set) var sources: [ListSource]
  /// The records so far, with repetitions.
  public private(set) var records: [KeyRecord] = []

  /// An empty list.
  public init(_ kind: HashKind, sources: [ListSource], isRemoval: Bool = false) {
    self.kind = kind
    self.sources = sources
    self.isRemoval = isRemoval
  }

  /// Adds a hash.
  public mutating func add(_ hash: [UInt8], source: UInt8) { records.append(KeyRecord(hash, source: source)) }

  /// Adds where further keys are from.
  mutating func add(_ source: ListSource) { sources.append(source) }

  /// Adds a record.
  public mutating func add(_ record: KeyRecord) { records.append(record) }

  /// Adds a segment's records; its sources get free identifiers where others have theirs.
  public mutating func add(_ segment: Segment) throws(ListError) {
    guard segment.header.kind == kind else { throw .kinds(kind.name, segment.header.kind.name) }
    var map: [UInt8: UInt8] = [:]
    for source in segment.header.sources { map[source.id] = identifier(for: source) }
    for record in segment.records {
      records.append(KeyRecord(record, source: map[record.source] ?? record.source))
    }
  }

  /// Takes away the keys of a segment that have been added so far.
  public mutating func remove(_ segment: Segment) throws(ListError) {
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

  /// The file.
  ///
  /// - Parameter day: the day that the header states, in days since 1970-01-01.
  public func bytes(day: Int) -> [UInt8] {
    let records = unique()
    var body: [UInt8] = []
    body.reserveCapacity(records.count * KeyRecord.length)
    for record in records { body += record.bytes }
    let header = SegmentHeader(
      kind: kind, isRemoval: isRemoval, sources: sources.sorted { $0.id < $1.id }, count: records.count, day: day,
      checksum: Digest(.sha256, of: body.span).bytes, fenceBits: SegmentHeader.fenceBits(for: records.count),
      isWritten: true)
    var file = header.bytes
    let bodyOffset = header.bodyOffset(behind: file.count)
    file.reserveCapacity(bodyOffset + body.count)
    var index = 0
    for entry in 0..<header.fenceCount {
      while index < records.count, header.fenceBits > 0,
        records[index].high >> UInt64(64 - header.fenceBits) < UInt64(entry)
      { index += 1 }
      file += SegmentHeader.octets(index, 4)
    }
    file += [UInt8](repeating: 0, count: bodyOffset - file.count)
    return file + body
  }

  /// Sorted, one record for each hash.
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
  /// The record with another source.
  init(_ record: KeyRecord, source: UInt8) {
    high = record.high
    low = record.low & ~0xFF | UInt64(source)
  }
}
