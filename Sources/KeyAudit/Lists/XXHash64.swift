// SPDX-License-Identifier: Apache-2.0

/// xxHash in its 64-bit form, by the description of the algorithm (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
enum XXHash64 {
  private static let primes: [UInt64] = [
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5,
  ]

  static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    var position = 0
    var value = seed &+ primes[4]
    if bytes.count >= 32 {
      var lanes = [seed &+ primes[0] &+ primes[1], seed &+ primes[1], seed, seed &- primes[0]]
      while bytes.count - position >= 32 {
        for lane in 0..<4 { lanes[lane] = round(lanes[lane], word(8, at: position + 8 * lane, in: bytes)) }
        position += 32
      }
      value = zip(lanes, [1, 7, 12, 18] as [UInt64]).reduce(0) { $0 &+ rotate($1.0, $1.1) }
      for lane in lanes { value = (value ^ round(0, lane)) &* primes[0] &+ primes[3] }
    }
    value &+= UInt64(bytes.count)
    while bytes.count - position >= 8 {
      value = rotate(value ^ round(0, word(8, at: position, in: bytes)), 27) &* primes[0] &+ primes[3]
      position += 8
    }
    if bytes.count - position >= 4 {
      value = rotate(value ^ word(4, at: position, in: bytes) &* primes[0], 23) &* primes[1] &+ primes[2]
      position += 4
    }
    while position < bytes.count {
      value = rotate(value ^ UInt64(bytes[position]) &* primes[4], 11) &* primes[0]
      position += 1
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
