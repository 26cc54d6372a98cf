// SPDX-License-Identifier: Apache-2.0
public import PKCS10
public import SystemBridge

/// A Bloom filter of pwnedkeys.com over SubjectPublicKeyInfo in DER (`pkbfv1`).
///
/// The file: magic, revision, 32 bits; time of the last change in seconds since 1970, 64 bits; number of keys,
/// 32 bits; k; L; then 2^L bits, the highest of an octet first. All numbers are big-endian.
public struct KeyFilter: KeyList {
  static let magic = Array("pkbfv1".utf8)
  static let headerLength = 24

  /// The name.
  public let name: String
  /// How many keys it was filled with.
  public let count: Int
  /// When it was changed last, in seconds since 1970.
  public let updated: Int
  private let probes: Int
  private let bits: UInt64
  private let bytes: FixedBytes

  /// Takes a file after a look at its header and its length.
  public init(_ bytes: FixedBytes, name: String) throws(ListError) {
    let length = bytes.count
    let header = bytes.withBytes { all in (0..<min(KeyFilter.headerLength, length)).map { all[$0] } }
    guard header.starts(with: KeyFilter.magic) else { throw .unknownFormat }
    guard header.count == KeyFilter.headerLength else {
      throw .truncated(offset: length, expected: KeyFilter.headerLength)
    }
    guard (1...64).contains(header[22]) else { throw .header(offset: 22, what: "\(header[22]) probes") }
    guard (3...40).contains(header[23]) else { throw .header(offset: 23, what: "2^\(header[23]) bits") }
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

  /// A key that the filter holds, in any of its encodings.
  public func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit? {
    let isHeld =
      holds(bytes.extracting(key.range))
      || KeyEncodings.others(of: key, in: bytes).contains { holds($0.span) }
    guard isHeld else { return nil }
    return KeyHit(
      .filtered, .probable, .compromised, predicts: PredictedCode.compromised,
      [Evidence("list", name), Evidence("keysInFilter", count)])
  }

  /// Whether all of a key's bits are set.
  public func holds(_ info: Span<UInt8>) -> Bool {
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
