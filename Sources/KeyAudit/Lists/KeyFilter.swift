// SPDX-License-Identifier: Apache-2.0
package import PKCS10
package import SystemBridge

/// A Bloom filter of pwnedkeys.com for SubjectPublicKeyInfo in DER (`pkbfv1`).
///
/// The file has these fields; numbers are big-endian: `pkbfv1`; revision, 32 bits; time of the last change in seconds
/// since 1970, 64 bits; number of keys, 32 bits; k, 8 bits; L, 8 bits; 2^L bits, the most significant bit of a byte
/// first.
package struct KeyFilter: KeyList {
  static let magic = Array("pkbfv1".utf8)
  static let headerLength = 24

  /// The name of the filter.
  package let name: String
  /// The number of keys in the filter.
  package let count: Int
  /// The time of the last change in seconds since 1970.
  package let updated: Int
  private let probes: Int
  private let bits: UInt64
  private let bytes: FixedBytes

  /// Opens a file; checks its header and length.
  package init(_ bytes: FixedBytes, name: String) throws(ListError) {
    let length = bytes.count
    let header = bytes.withBytes { all in (0..<min(KeyFilter.headerLength, length)).map { all[$0] } }
    guard header.starts(with: KeyFilter.magic) else { throw .unknownFormat }
    guard header.count == KeyFilter.headerLength else {
      throw .truncated(offset: length, expected: KeyFilter.headerLength)
    }
    guard (1...64).contains(header[22]) else {
      throw .header(offset: 22, what: "\(header[22]) probes per key, but must be 1 to 64")
    }
    guard (3...40).contains(header[23]) else {
      throw .header(offset: 23, what: "2^\(header[23]) bits, but must be 2^3 to 2^40")
    }
    let end = KeyFilter.headerLength + (1 << (Int(header[23]) - 3))
    guard length >= end else { throw .truncated(offset: length, expected: end) }
    guard length == end else { throw .overlong(offset: end, found: length) }
    self.bytes = bytes
    self.name = name
    updated = Int(truncatingIfNeeded: header[10..<18].reduce(0 as UInt64) { $0 << 8 | UInt64($1) })
    count = header[18..<22].reduce(0) { $0 << 8 | Int($1) }
    probes = Int(header[22])
    bits = UInt64(header[23])
  }

  /// Returns a hit if the filter contains the key in any of its encodings.
  package func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    let isContained =
      contains(bytes.extracting(key.range))
      || KeyEncodings.others(of: key, in: bytes).contains { contains($0.span) }
    guard isContained else { return nil }
    return KeyHit(
      .filtered, .probable, .compromised, predicts: PredictedCode.compromised,
      [Evidence("list", name), Evidence("keysInFilter", count)])
  }

  /// Whether all bits of a SubjectPublicKeyInfo are set.
  package func contains(_ info: Span<UInt8>) -> Bool {
    let first = XXHash64.hash(info, seed: 0)
    let step = XXHash64.hash(info, seed: 1) | 1
    let mask = UInt64.max >> (64 - bits)
    return bytes.withBytes { all in
      for probe in 0..<UInt64(probes) {
        let bit = (first &+ probe &* step &+ (probe * probe * probe - probe) / 6) & mask
        guard all[KeyFilter.headerLength + Int(bit >> 3)] & 0x80 >> UInt8(bit & 7) != 0 else { return false }
      }
      return true
    }
  }
}

/// The 64-bit variant of xxHash (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
enum XXHash64 {
  private static let primes: [UInt64] = [
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5,
  ]

  static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    // The input is 32-byte stripes, then 8-byte words, then at most one 4-byte word, then single bytes.
    let stripesEnd = bytes.count & ~31
    let wordsEnd = bytes.count & ~7
    let halfWordEnd = bytes.count & ~3
    var value = seed &+ primes[4]
    if bytes.count >= 32 {
      var lanes = [seed &+ primes[0] &+ primes[1], seed &+ primes[1], seed, seed &- primes[0]]
      for position in stride(from: 0, to: stripesEnd, by: 32) {
        for lane in 0..<4 { lanes[lane] = round(lanes[lane], word(8, at: position + 8 * lane, in: bytes)) }
      }
      value = zip(lanes, [1, 7, 12, 18] as [UInt64]).reduce(0) { $0 &+ rotate($1.0, $1.1) }
      for lane in lanes { value = (value ^ round(0, lane)) &* primes[0] &+ primes[3] }
    }
    value &+= UInt64(bytes.count)
    for position in stride(from: stripesEnd, to: wordsEnd, by: 8) {
      value = rotate(value ^ round(0, word(8, at: position, in: bytes)), 27) &* primes[0] &+ primes[3]
    }
    for position in stride(from: wordsEnd, to: halfWordEnd, by: 4) {
      value = rotate(value ^ word(4, at: position, in: bytes) &* primes[0], 23) &* primes[1] &+ primes[2]
    }
    for position in halfWordEnd..<bytes.count {
      value = rotate(value ^ UInt64(bytes[position]) &* primes[4], 11) &* primes[0]
    }
    value = (value ^ value >> 33) &* primes[1]
    value = (value ^ value >> 29) &* primes[2]
    return value ^ value >> 32
  }

  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotate(lane &+ input &* primes[1], 31) &* primes[0]
  }

  private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }

  private static func word(_ count: Int, at start: Int, in bytes: Span<UInt8>) -> UInt64 {
    (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) }
  }
}
