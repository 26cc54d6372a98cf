// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import SystemBridge

/// Builds a set chunk by chunk; an incomplete set can be continued.
package struct DebianSetBuilder: Sendable {
  /// The type of the keys.
  package let type: DebianKeyType
  /// The length of a record in bytes.
  private let recordLength: Int
  private var bodies: [Int: [UInt8]] = [:]

  /// Creates an empty set.
  package init(_ type: DebianKeyType) {
    self.type = type
    recordLength = type.recordLength
  }

  /// Continues an existing set.
  package init(_ set: DebianSet) {
    type = set.type
    recordLength = set.recordLength
    let length = DebianSet.chunkLength * recordLength
    set.bytes.withBytes { all in
      for (position, chunk) in set.chunks.enumerated() {
        let start = DebianSet.headerLength + position * length
        bodies[chunk] = (start..<start + length).map { all[$0] }
      }
    }
  }

  /// The missing chunks among the first processes of each variant, ordered by process ID.
  ///
  /// - Parameter processes: the number of processes of each variant to cover.
  package func missing(processes: Int) -> [Int] {
    let rows = DebianVariant.all.indices
    let columns = min(DebianSet.chunksPerVariant, (processes + DebianSet.chunkLength - 1) / DebianSet.chunkLength)
    return (0..<max(0, columns)).flatMap { column in
      rows.map { $0 * DebianSet.chunksPerVariant + column }.filter { bodies[$0] == nil }
    }
  }

  /// Computes the fingerprints of one chunk: 128 keys.
  package static func make(_ type: DebianKeyType, chunk: Int) -> [[UInt8]] {
    let variant = DebianVariant.all[chunk / DebianSet.chunksPerVariant]
    let first = chunk % DebianSet.chunksPerVariant * DebianSet.chunkLength
    return (first..<first + DebianSet.chunkLength).map { process in
      DebianKey.replay(type, variant, process: process).fingerprint
    }
  }

  /// Adds the keys of one chunk by their fingerprints.
  package mutating func add(_ fingerprints: [[UInt8]], chunk: Int) {
    guard fingerprints.count == DebianSet.chunkLength else { return }
    bodies[chunk] = fingerprints.flatMap { $0.prefix(recordLength) }
  }

  /// The number of chunks.
  package var count: Int { bodies.count }

  /// The content of the file.
  package var bytes: [UInt8] {
    let chunks = bodies.keys.sorted()
    var file = DebianSet.magic + [type.algorithmCode, recordLength == 4 ? 0 : 3] + SegmentHeader.octets(type.bits, 2)
    file += SegmentHeader.octets(chunks.count * DebianSet.chunkLength, 4)
    var bitmap = [UInt8](repeating: 0, count: DebianSet.chunkCount / 8)
    for chunk in chunks { bitmap[chunk / 8] |= 0x80 >> UInt8(chunk % 8) }
    file += bitmap
    let body = chunks.flatMap { bodies[$0] ?? [] }
    return file + Digest(.sha256, of: (file + body).span).bytes + body
  }
}
