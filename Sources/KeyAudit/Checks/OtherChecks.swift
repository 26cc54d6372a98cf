// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Checks of DSA keys: a prime that is nearly all zeros, and a public value out of range.
enum DSAKey {
  static let sparse = KeyCheck(
    "dsa-sparse", finds: "a 1024-bit DSA prime in which all but a few bits of each word are zero",
    source: "badkeys.info, dsasparse")
  static let range = KeyCheck(
    "dsa-value", finds: "a DSA public value outside the range 2 to p - 2", source: "FIPS 186-4 §4.1")

  /// Returns a hit, or nil if the key passes.
  static func find(_ key: PublicKey.DSA, in bytes: Span<UInt8>) -> KeyHit? {
    guard let prime = key.prime else { return nil }
    if isSparse(prime, in: bytes) {
      return KeyHit(sparse, .probable, .weak, [Evidence("p", bytes.hex(prime))])
    }
    guard key.publicValue.count <= prime.count, prime.count <= PreparedRSAKey.bitLimit / 8 else {
      return KeyHit(range, .proven, .invalid, [Evidence("valueBytes", key.publicValue.count)])
    }
    let value = BigNumber(bigEndian: bytes.extracting(key.publicValue))
    var last = BigNumber(bigEndian: bytes.extracting(prime))
    if !last.isZero { last.subtract(1) }
    guard !value.isZero, !value.isOne, value < last else {
      return KeyHit(range, .proven, .invalid, [Evidence("value", value)])
    }
    return nil
  }

  /// Whether the top three bytes are 80 00 00 and each 32-bit word above the lowest 168 bits has only bits 0 to 3 and
  /// 24 to 31 set.
  private static func isSparse(_ prime: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let start = prime.lowerBound
    guard prime.count == 128, bytes[start] == 0x80, bytes[start + 1] == 0, bytes[start + 2] == 0 else { return false }
    // 168 bits are 21 bytes; the words are counted upwards from there.
    for end in stride(from: prime.upperBound - 21, to: start + 3, by: -4) {
      guard bytes[end - 3] == 0, bytes[end - 2] == 0, bytes[end - 1] & 0xF0 == 0 else { return false }
    }
    return true
  }
}

/// Keys whose encoding does not match their algorithm.
enum MalformedKey {
  static let check = KeyCheck(
    "key-malformed", finds: "a public key that cannot be decoded", source: "RFC 5280 §4.1.2.7")

  /// Returns the hit for an encoding error.
  static func hit(_ error: DERError) -> KeyHit {
    KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.undecodable,
      [Evidence("offset", error.offset), Evidence("fault", error.description)])
  }
}
