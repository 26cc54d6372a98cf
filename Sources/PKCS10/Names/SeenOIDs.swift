// SPDX-License-Identifier: Apache-2.0

/// The identifiers met so far, to notice one that comes again, in constant time for each.
struct SeenOIDs {
  private var known = InlineArray<4, UInt64>(repeating: 0)
  private var unknown: Set<[UInt8]> = []

  /// Takes an identifier; false if it was there before.
  mutating func insert(_ oid: OIDReference, in bytes: Span<UInt8>) -> Bool {
    guard let row = oid.known?.row else {
      return unknown.insert(oid.content.map { bytes[$0] }).inserted
    }
    let (word, bit) = (Int(row >> 6), UInt64(1) << UInt64(row & 63))
    defer { known[word] |= bit }
    return known[word] & bit == 0
  }
}
