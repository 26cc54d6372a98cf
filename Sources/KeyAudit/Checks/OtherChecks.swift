// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// DSA keys whose prime is nearly all zeros, or whose value is out of range.
enum DSAKey {
  static let sparse = KeyCheck(
    "dsa-sparse", finds: "a DSA prime of 1024 bits of which all but a few bits of each word are zero",
    source: "badkeys.info, dsasparse")
  static let range = KeyCheck(
    "dsa-value", finds: "a DSA public value that is not between 1 and p - 1", source: "FIPS 186-4 §4.1")

  /// What is wrong with a key, or nil.
  static func find(_ key: PublicKey.DSA, in bytes: Span<UInt8>) -> KeyHit? {
    guard let prime = key.prime else { return nil }
    if isSparse(prime, in: bytes) {
      return KeyHit(sparse, .probable, .weak, [Evidence("p", bytes.hex(prime))])
    }
    guard key.publicValue.count <= prime.count, prime.count <= RSAWork.bitLimit / 8 else {
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

  /// The top three bytes are 80 00 00; of each 32-bit word above the lowest 168 bits only bits 0 to 3 and 24 to 31 may
  /// be set.
  private static func isSparse(_ prime: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let start = prime.lowerBound
    guard prime.count == 128, bytes[start] == 0x80, bytes[start + 1] == 0, bytes[start + 2] == 0 else { return false }
    // 168 bits are 21 bytes; the words count from there upwards.
    var end = prime.upperBound - 21
    while end > start + 3 {
      guard bytes[end - 3] == 0, bytes[end - 2] == 0, bytes[end - 1] & 0xF0 == 0 else { return false }
      end -= 4
    }
    return true
  }
}

/// Keys whose bytes are not what their algorithm asks for.
enum MalformedKey {
  static let check = KeyCheck(
    "key-malformed", finds: "a public key that cannot be decoded", source: "RFC 5280 §4.1.2.7")

  /// The hit for a fault in the encoding.
  static func hit(_ error: DERError) -> KeyHit {
    KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.undecodable,
      [Evidence("offset", error.offset), Evidence("fault", error.description)])
  }
}
