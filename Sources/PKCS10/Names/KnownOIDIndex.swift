// SPDX-License-Identifier: Apache-2.0

/// An open-addressed table from packed object identifiers to rows: a request looks up a dozen, and
/// Swift's own dictionary would cost more than reading the request.
struct KnownOIDIndex: Sendable {
  private var keys: [UInt128]
  private var rows: [UInt8]
  private static let capacity = 1024

  init(_ table: [KnownOID.Row]) {
    precondition(table.count < 256)
    keys = Array(repeating: 0, count: KnownOIDIndex.capacity)
    rows = Array(repeating: 0, count: KnownOIDIndex.capacity)
    for (row, entry) in table.enumerated() {
      guard let key = KnownOID.pack(dotted: entry.dotted) else {
        preconditionFailure("\(entry.dotted) is not an object identifier of at most fifteen octets")
      }
      var slot = KnownOIDIndex.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) % KnownOIDIndex.capacity }
      keys[slot] = key
      rows[slot] = UInt8(row)
    }
  }

  @inline(__always)
  func find(_ key: UInt128) -> KnownOID? {
    var slot = KnownOIDIndex.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return KnownOID(row: rows[slot]) }
      slot = (slot + 1) % KnownOIDIndex.capacity
    }
    return nil
  }

  @inline(__always)
  private static func slot(_ key: UInt128) -> Int {
    let folded = UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> 64)
    return Int(truncatingIfNeeded: (folded &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }
}
