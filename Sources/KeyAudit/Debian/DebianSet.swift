// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import Synchronization
package import SystemBridge

/// The first bits of the fingerprints of all keys of one type, by platform, state of `~/.rnd` and process.
///
/// A match in a set is not proof. It names the processes whose keys must be generated again and compared. With 24 bits, that
/// happens for two of a hundred good keys, which is acceptable where a key is generated in less than a millisecond. With 32
/// bits, it happens for seven of 100,000.
///
/// The file has these fields; numbers are big-endian:
///
/// | field | bytes |
/// |---|---|
/// | `CSRKDEB1` | 8 |
/// | algorithm: 1 for RSA, 2 for EC | 1 |
/// | length of a record: 3 for three bytes, 0 for four | 1 |
/// | length of the keys in bits | 2 |
/// | number of records | 4 |
/// | bitmap: one bit for each chunk of 128 processes of each of the nine variants, set if the chunk is present | 288 |
/// | SHA-256 of the preceding fields and the body | 32 |
/// | body: the present chunks, one record per key: the first bytes of SHA-256 of its modulus or x coordinate | |
package final class DebianSet: Sendable {
  static let magic = Array("CSRKDEB1".utf8)
  /// The number of processes in one chunk.
  package static let chunkLength = 128
  static let chunksPerVariant = 256
  static let chunkCount = 9 * chunksPerVariant
  static let bitmapOffset = 16
  static let checksumOffset = bitmapOffset + chunkCount / 8
  static let headerLength = checksumOffset + 32
  /// The number of linear searches that together cost as much as building the index.
  private static let searchLimit = 32

  /// The type of the keys.
  package let type: DebianKeyType
  /// The number of keys.
  package let count: Int
  /// The length of a record in bytes.
  package let recordLength: Int
  let bytes: FixedBytes
  private let index = AtomicLazyReference<DebianIndex>()
  private let searches = Atomic<Int>(0)

  /// Opens a file; checks its header and length, but not its checksum.
  package init(_ bytes: FixedBytes) throws(ListError) {
    let length = bytes.count
    let header = bytes.withBytes { all in (0..<min(DebianSet.headerLength, length)).map { all[$0] } }
    guard header.starts(with: DebianSet.magic) else { throw .unknownFormat }
    guard header.count == DebianSet.headerLength else {
      throw .truncated(offset: length, expected: DebianSet.headerLength)
    }
    let bits = Int(header[10]) << 8 | Int(header[11])
    let found = DebianKeyType.allCases.first { $0.bits == bits && $0.algorithmCode == header[8] }
    guard let found else { throw .header(offset: 8, what: "unknown type of key") }
    guard header[9] == 0 || header[9] == 3 else { throw .header(offset: 9, what: "records of \(header[9]) bytes") }
    recordLength = header[9] == 0 ? 4 : 3
    let bitmap = header[DebianSet.bitmapOffset..<DebianSet.checksumOffset]
    let expected = bitmap.reduce(0) { $0 + $1.nonzeroBitCount } * DebianSet.chunkLength
    count = header[12..<16].reduce(0) { $0 << 8 | Int($1) }
    guard count == expected else {
      throw .header(offset: 12, what: "\(count) records, but the chunks contain \(expected)")
    }
    let end = DebianSet.headerLength + count * recordLength
    guard length >= end else { throw .truncated(offset: length, expected: end) }
    guard length == end else { throw .overlong(offset: end, found: length) }
    type = found
    self.bytes = bytes
  }

  /// Verifies the checksum.
  package func verify() throws(ListError) {
    let isIntact = bytes.withBytes { all in
      var hash = SHA256Hash()
      hash.update(all, 0..<DebianSet.checksumOffset)
      hash.update(all, DebianSet.headerLength..<all.count)
      let digest = hash.finish()
      return digest.indices.allSatisfy { digest[$0] == all[DebianSet.checksumOffset + $0] }
    }
    guard isIntact else { throw .checksum(offset: DebianSet.checksumOffset) }
  }

  /// The processes whose keys have a fingerprint with these first 32 bits, of which the set may only know the first 24.
  ///
  /// The first calls search the set linearly, in a fraction of a millisecond each. Then an index is built, which takes a
  /// few milliseconds, and later calls take less than a microsecond.
  package func candidates(_ fingerprint: UInt32) -> [(variant: DebianVariant, process: Int)] {
    bytes.withBytes { all in
      let wanted = fingerprint >> UInt32(32 - 8 * recordLength)
      let positions = lookUpIndex()?.positions(fingerprint) ?? search(wanted, in: all)
      return positions.filter { record($0, in: all) == wanted }.map(place)
    }
  }

  /// The index, or nil as long as there were too few look-ups to make building it worthwhile.
  private func lookUpIndex() -> DebianIndex? {
    if let index = index.load() { return index }
    guard searches.add(1, ordering: .relaxed).newValue > DebianSet.searchLimit else { return nil }
    return index.storeIfNil(DebianIndex(self))
  }

  /// The positions of the records with a value. The search looks for the first byte, which `memchr` does fast.
  private func search(_ wanted: UInt32, in all: Span<UInt8>) -> [Int] {
    let first = UInt8(wanted >> UInt32(8 * recordLength - 8))
    var positions: [Int] = []
    var start = DebianSet.headerLength
    while let found = ByteSearch.first(first, in: all, from: start) {
      let (position, rest) = (found - DebianSet.headerLength).quotientAndRemainder(dividingBy: recordLength)
      if rest == 0, position < count, record(position, in: all) == wanted { positions.append(position) }
      // Never less than one byte ahead, whatever the search returned.
      start = max(start, found) + 1
    }
    return positions
  }

  /// The process IDs of a variant that the set covers.
  package func processes(of variant: DebianVariant) -> [ClosedRange<Int>] {
    guard let row = DebianVariant.all.firstIndex(of: variant) else { return [] }
    var ranges: [ClosedRange<Int>] = []
    for chunk in chunks where chunk / DebianSet.chunksPerVariant == row {
      let first = chunk % DebianSet.chunksPerVariant * DebianSet.chunkLength
      let last = first + DebianSet.chunkLength - 1
      if let open = ranges.last, open.upperBound + 1 == first {
        ranges[ranges.count - 1] = open.lowerBound...last
      } else {
        ranges.append(first...last)
      }
    }
    return ranges
  }

  /// Whether the set covers every process of every variant.
  package var isComplete: Bool { count == DebianSet.chunkCount * DebianSet.chunkLength }

  /// The indices of the present chunks, in the order of the body.
  var chunks: [Int] {
    bytes.withBytes { all in
      (0..<DebianSet.chunkCount).filter { all[DebianSet.bitmapOffset + $0 / 8] & 0x80 >> UInt8($0 % 8) != 0 }
    }
  }

  /// The record at a position in the body.
  func record(_ position: Int, in all: Span<UInt8>) -> UInt32 {
    let first = first(position, in: all)
    return recordLength == 3 ? first : first << 8 | UInt32(all[DebianSet.headerLength + position * recordLength + 3])
  }

  /// The first 24 bits of the record at a position in the body.
  func first(_ position: Int, in all: Span<UInt8>) -> UInt32 {
    let start = DebianSet.headerLength + position * recordLength
    return UInt32(all[start]) << 16 | UInt32(all[start + 1]) << 8 | UInt32(all[start + 2])
  }

  /// The key at a position in the body.
  func place(_ position: Int) -> (variant: DebianVariant, process: Int) {
    let chunk = chunks[position / DebianSet.chunkLength]
    let first = chunk % DebianSet.chunksPerVariant * DebianSet.chunkLength
    return (DebianVariant.all[chunk / DebianSet.chunksPerVariant], first + position % DebianSet.chunkLength)
  }
}

extension DebianSet {
  /// The sets embedded in the program. Opening them reads only their headers.
  package static let embedded: [DebianSet] = [
    .debianRSA2048, .debianRSA3072, .debianRSA4096, .debianP256, .debianP384, .debianP521,
  ].compactMap { (file: EmbeddedKeyFile) in try? DebianSet(FixedBytes(file)) }
}

/// The positions of the records of a set, in buckets by their first 16 bits.
final class DebianIndex: Sendable {
  private let starts: [UInt32]
  /// The positions by bucket, in the lower 24 bits; above them the next eight bits of the record, without which each look-up
  /// would read a handful of records all over the file.
  private let entries: [UInt32]

  /// Builds the index by counting sort, in linear time.
  init(_ set: DebianSet) {
    var starts = [UInt32](repeating: 0, count: 1 << 16 + 1)
    var entries = [UInt32](repeating: 0, count: set.count)
    set.bytes.withBytes { all in
      var counts = starts.mutableSpan
      for position in 0..<set.count { counts[Int(set.first(position, in: all) >> 8) + 1] += 1 }
      for bucket in 1..<counts.count { counts[bucket] += counts[bucket - 1] }
    }
    var next = starts
    set.bytes.withBytes { all in
      var places = next.mutableSpan
      var sorted = entries.mutableSpan
      for position in 0..<set.count {
        let first = set.first(position, in: all)
        let bucket = Int(first >> 8)
        sorted[Int(places[bucket])] = first << 24 | UInt32(position)
        places[bucket] += 1
      }
    }
    self.starts = starts
    self.entries = entries
  }

  /// The positions of the records that have the first 24 bits of a fingerprint.
  func positions(_ fingerprint: UInt32) -> [Int] {
    let bucket = Int(fingerprint >> 16)
    let tag = fingerprint >> 8 & 0xFF
    var positions: [Int] = []
    for entry in entries[Int(starts[bucket])..<Int(starts[bucket + 1])] where entry >> 24 == tag {
      positions.append(Int(entry & 0xFF_FFFF))
    }
    return positions
  }
}
