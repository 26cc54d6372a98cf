// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import Synchronization
public import SystemBridge

/// The first 32 bits of the fingerprints of all keys of one type, by platform, state of `~/.rnd` and process.
///
/// A set proves nothing by itself: a hit names the processes whose keys are to be made again and compared.
///
/// The file: the 8 octets `CSRKDEB1`; algorithm (1 RSA, 2 EC); 0; bits and number of records, 16 and 32 bits
/// big-endian; a bit for each chunk of 128 processes of each of the nine variants, whether it is there; SHA-256 of all
/// that stands before it and of the body; the body: 4 octets a key, chunk after chunk.
public final class DebianSet: Sendable {
  static let magic = Array("CSRKDEB1".utf8)
  /// Processes in one chunk.
  public static let chunkLength = 128
  static let chunksPerVariant = 256
  static let chunkCount = 9 * chunksPerVariant
  static let bitmapOffset = 16
  static let checksumOffset = bitmapOffset + chunkCount / 8
  static let headerLength = checksumOffset + 32
  static let recordLength = 4
  /// So many look-ups cost as much as an index.
  private static let searchLimit = 16

  /// The type of its keys.
  public let type: DebianKeyType
  /// How many keys it holds.
  public let count: Int
  let bytes: FixedBytes
  private let index = AtomicLazyReference<DebianIndex>()
  private let searches = Atomic<Int>(0)

  /// Takes a file after a look at its header and its length.
  public init(_ bytes: FixedBytes) throws(ListError) {
    let length = bytes.count
    let header = bytes.withBytes { all in (0..<min(DebianSet.headerLength, length)).map { all[$0] } }
    guard header.starts(with: DebianSet.magic) else { throw .unknownFormat }
    guard header.count == DebianSet.headerLength else {
      throw .truncated(offset: length, expected: DebianSet.headerLength)
    }
    let bits = Int(header[10]) << 8 | Int(header[11])
    let found = DebianKeyType.allCases.first { $0.bits == bits && $0.algorithmCode == header[8] }
    guard let found, header[9] == 0 else { throw .header(offset: 8, what: "no type of key that a set can have") }
    let bitmap = header[DebianSet.bitmapOffset..<DebianSet.checksumOffset]
    let held = bitmap.reduce(0) { $0 + $1.nonzeroBitCount } * DebianSet.chunkLength
    count = header[12..<16].reduce(0) { $0 << 8 | Int($1) }
    guard count == held else {
      throw .header(offset: 12, what: "\(count) records, where the chunks hold \(held)")
    }
    let end = DebianSet.headerLength + count * DebianSet.recordLength
    guard length >= end else { throw .truncated(offset: length, expected: end) }
    guard length == end else { throw .overlong(offset: end, found: length) }
    type = found
    self.bytes = bytes
  }

  /// Holds the checksum against all other bytes.
  public func verify() throws(ListError) {
    let isWhole = bytes.withBytes { all in
      var hash = SHA256Hash()
      hash.update(all, 0..<DebianSet.checksumOffset)
      hash.update(all, DebianSet.headerLength..<all.count)
      let digest = hash.finish()
      return digest.indices.allSatisfy { digest[$0] == all[DebianSet.checksumOffset + $0] }
    }
    guard isWhole else { throw .checksum(offset: DebianSet.checksumOffset) }
  }

  /// The processes whose keys have these first 32 bits.
  ///
  /// The first calls search the whole set, a fraction of a millisecond each. Then an index is made, which takes some
  /// milliseconds, and later calls take less than a microsecond.
  public func candidates(_ fingerprint: UInt32) -> [(variant: DebianVariant, process: Int)] {
    bytes.withBytes { all in
      guard let index = lookUpIndex() else { return search(fingerprint, in: all).map(place) }
      var found: [(variant: DebianVariant, process: Int)] = []
      for position in index.positions(fingerprint) where record(position, in: all) == fingerprint {
        found.append(place(position))
      }
      return found
    }
  }

  /// The index, once so many look-ups have come that it is worth its making.
  private func lookUpIndex() -> DebianIndex? {
    if let index = index.load() { return index }
    guard searches.add(1, ordering: .relaxed).newValue > DebianSet.searchLimit else { return nil }
    return index.storeIfNil(DebianIndex(self))
  }

  /// The positions of a record, found by its first octet.
  private func search(_ fingerprint: UInt32, in all: Span<UInt8>) -> [Int] {
    var positions: [Int] = []
    var start = DebianSet.headerLength
    while let found = ByteSearch.first(UInt8(fingerprint >> 24), in: all, from: start) {
      let (position, rest) = (found - DebianSet.headerLength).quotientAndRemainder(dividingBy: DebianSet.recordLength)
      if rest == 0, position < count, record(position, in: all) == fingerprint { positions.append(position) }
      start = found + 1
    }
    return positions
  }

  /// The process identifiers of a variant that the set holds.
  public func processes(of variant: DebianVariant) -> [ClosedRange<Int>] {
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

  /// Whether every process of every variant is there.
  public var isComplete: Bool { count == DebianSet.chunkCount * DebianSet.chunkLength }

  /// The chunks that it holds, in the order of the body.
  var chunks: [Int] {
    bytes.withBytes { all in
      (0..<DebianSet.chunkCount).filter { all[DebianSet.bitmapOffset + $0 / 8] & 0x80 >> UInt8($0 % 8) != 0 }
    }
  }

  /// The record at a position in the body.
  func record(_ position: Int, in all: Span<UInt8>) -> UInt32 {
    let start = DebianSet.headerLength + position * DebianSet.recordLength
    return (0..<4).reduce(0) { $0 << 8 | UInt32(all[start + $1]) }
  }

  /// The key at a position in the body.
  func place(_ position: Int) -> (variant: DebianVariant, process: Int) {
    let chunk = chunks[position / DebianSet.chunkLength]
    let first = chunk % DebianSet.chunksPerVariant * DebianSet.chunkLength
    return (DebianVariant.all[chunk / DebianSet.chunksPerVariant], first + position % DebianSet.chunkLength)
  }
}

extension DebianSet {
  /// The sets inside the program; taking them reads their headers only.
  public static let embedded: [DebianSet] = [
    .debianRSA2048, .debianRSA3072, .debianRSA4096, .debianP256, .debianP384, .debianP521,
  ].compactMap { (file: EmbeddedKeyFile) in try? DebianSet(FixedBytes(file)) }
}

/// The positions of a set's records in buckets by their first 16 bits.
final class DebianIndex: Sendable {
  private let starts: [UInt32]
  private let order: [UInt32]

  /// Counts, sums up and places: time linear in the records.
  init(_ set: DebianSet) {
    var starts = [UInt32](repeating: 0, count: 1 << 16 + 1)
    var order = [UInt32](repeating: 0, count: set.count)
    set.bytes.withBytes { all in
      for position in 0..<set.count { starts[Int(set.record(position, in: all) >> 16) + 1] += 1 }
      for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
      var next = starts
      for position in 0..<set.count {
        let bucket = Int(set.record(position, in: all) >> 16)
        order[Int(next[bucket])] = UInt32(position)
        next[bucket] += 1
      }
    }
    self.starts = starts
    self.order = order
  }

  /// The positions of the records with the same first 16 bits.
  func positions(_ fingerprint: UInt32) -> LazyMapSequence<ArraySlice<UInt32>, Int> {
    let bucket = Int(fingerprint >> 16)
    return order[Int(starts[bucket])..<Int(starts[bucket + 1])].lazy.map { Int($0) }
  }
}
