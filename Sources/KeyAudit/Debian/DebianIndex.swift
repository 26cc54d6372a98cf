// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

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
