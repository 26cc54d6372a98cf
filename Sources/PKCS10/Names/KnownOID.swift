// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// An object identifier with a known name: a row of `KnownOID.table`.
package struct KnownOID: Sendable, Hashable {
  /// The index of the row.
  let row: UInt8

  init(row: UInt8) { self.row = row }

  // The operators of Optional are not specialized for a package type of another module, and so would call a witness.

  /// Whether both are the same identifier.
  package static func == (one: KnownOID, other: KnownOID) -> Bool { one.row == other.row }
  /// Whether there is an identifier and it is the other one.
  package static func == (one: KnownOID?, other: KnownOID) -> Bool { one?.row == other.row }
  /// Whether there is no identifier or it is not the other one.
  package static func != (one: KnownOID?, other: KnownOID) -> Bool { one?.row != other.row }
  /// Whether a `switch` finds the identifier.
  package static func ~= (pattern: KnownOID, value: KnownOID?) -> Bool { value?.row == pattern.row }

  /// The dotted form.
  package var dotted: String { KnownOID.table[index].dotted }

  /// The name in the standard that defines it, which is OpenSSL's long name where one exists.
  package var name: String { KnownOID.table[index].name }

  /// The use of the identifier.
  package var family: Family { KnownOID.table[index].family }

  /// The uses of object identifiers in a request.
  package enum Family: UInt8, Sendable {
    case subjectAttribute, requestAttribute, certificateExtension, keyUsagePurpose, policy, keyAlgorithm, curve,
      signatureAlgorithm, digest, other
  }

  /// A row: dotted form, name and family.
  struct Row: Sendable {
    let dotted: String
    let name: String
    let family: Family
  }

  /// Looks up content octets; nil if the table has no row for them.
  @inline(__always)
  package static func find(_ content: Range<Int>, in bytes: Span<UInt8>) -> KnownOID? {
    pack(content, in: bytes).flatMap { find($0) }
  }

  /// Looks up a dotted form.
  package static func find(dotted: String) -> KnownOID? { pack(dotted: dotted).flatMap { find($0) } }

  /// Packs up to fifteen octets and their number into an integer that is unique to the identifier.
  @inline(__always)
  static func pack(_ content: Range<Int>, in bytes: Span<UInt8>) -> UInt128? {
    guard content.count <= 15 else { return nil }
    var key = UInt128(content.count)
    for position in content { key = key << 8 | UInt128(bytes[position]) }
    return key
  }

  /// Packs a dotted form.
  static func pack(dotted: String) -> UInt128? {
    var key: UInt128 = 0
    var count = 0
    let isIdentifier = ObjectIdentifierText.encode(dotted) { octet in
      key = key << 8 | UInt128(octet)
      count += 1
    }
    guard isIdentifier, count <= 15 else { return nil }
    return UInt128(count) << UInt128(8 * count) | key
  }

  /// The first row with a packed identifier, or nil.
  @inline(__always)
  private static func find(_ key: UInt128) -> KnownOID? {
    let bucket = byLastOctet[Int(UInt8(truncatingIfNeeded: key))]
    for index in bucket.indices where bucket[index].key == key { return bucket[index].oid }
    return nil
  }

  /// The rows by the last octet of their identifier: comparing a few keys takes less time than hashing one.
  private static let byLastOctet: [[(key: UInt128, oid: KnownOID)]] = {
    var buckets = [[(key: UInt128, oid: KnownOID)]](repeating: [], count: 256)
    for (row, entry) in table.enumerated() {
      guard let key = pack(dotted: entry.dotted) else {
        preconditionFailure("\(entry.dotted) is not an object identifier of at most fifteen octets")
      }
      buckets[Int(UInt8(truncatingIfNeeded: key))].append((key, KnownOID(row: UInt8(row))))
    }
    return buckets
  }()
}

extension KnownOID {
  /// Values for some of the identifiers, by `index`: looked up without hashing.
  package static func indexed<Value>(_ pairs: [(KnownOID, Value)]) -> [Value?] {
    var values = [Value?](repeating: nil, count: table.count)
    for (oid, value) in pairs { values[oid.index] = value }
    return values
  }

  /// The position of the value in an array of `indexed(_:)`.
  package var index: Int { Int(row) }
}

/// A reference to an object identifier in a request.
package struct OIDReference: Sendable, Hashable {
  /// The content octets.
  package let content: Range<Int>
  /// The row in the table, if any.
  package let known: KnownOID?

  /// A reference to the content of an OBJECT IDENTIFIER node.
  @inline(__always)
  package init(_ content: Range<Int>, in bytes: Span<UInt8>) {
    self.content = content
    known = KnownOID.find(content, in: bytes)
  }

  /// The name, or the dotted form if the table has no name.
  package func label(in bytes: Span<UInt8>) -> String { known?.name ?? dotted(in: bytes) }

  /// The dotted form, or the octets in hexadecimal if they are not an object identifier.
  package func dotted(in bytes: Span<UInt8>) -> String {
    if let known { return known.dotted }
    if let text = ObjectIdentifierText.dotted(content, in: bytes) { return text }
    return "0x" + Hexadecimal.text(content, in: bytes)
  }
}

/// The identifiers seen so far, to detect repetitions in constant time.
struct SeenOIDs {
  private var known = InlineArray<4, UInt64>(repeating: 0)
  private var unknown: Set<[UInt8]> = []

  /// Inserts an identifier; returns false if it was already present.
  mutating func insert(_ oid: OIDReference, in bytes: Span<UInt8>) -> Bool {
    guard let row = oid.known?.row else {
      return unknown.insert(oid.content.map { bytes[$0] }).inserted
    }
    let (word, bit) = (Int(row >> 6), UInt64(1) << UInt64(row & 63))
    defer { known[word] |= bit }
    return known[word] & bit == 0
  }
}
