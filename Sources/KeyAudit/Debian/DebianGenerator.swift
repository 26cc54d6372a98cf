// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// The random number generator of OpenSSL 0.9.8 with Debian's patch (CVE-2008-0166).
///
/// The patch does not mix added data into the pool; only its length has an effect. So the process ID, the platform's word
/// length and byte order, and the sequence of calls determine every byte.
struct DebianGenerator {
  private static let poolLength = 1023
  private static let hashLength = 20
  private static let halfHash = 10

  /// One byte longer than the pool, because a byte can be written at a position one past its end.
  private var pool = [UInt8](repeating: 0, count: poolLength + 1)
  private var state = InlineArray<20, UInt8>(repeating: 0)
  private var calls: UInt64 = 0
  private var additions: UInt64 = 0
  private var filled = 0
  private var position = 0
  private var message: [UInt8] = []
  private let platform: DebianPlatform
  private var process: UInt32 = 0

  /// The generators that are about to generate the first number, by variant: the same in every process, whose ID first matters
  /// for that number.
  private static let ready: [DebianVariant: DebianGenerator] = Dictionary(
    uniqueKeysWithValues: DebianVariant.all.map { ($0, DebianGenerator($0)) })

  /// Creates the generator of a process that is about to generate its first key.
  init(_ variant: DebianVariant, process: Int) {
    self = DebianGenerator.ready[variant] ?? DebianGenerator(variant)
    self.process = UInt32(truncatingIfNeeded: process)
  }

  private init(_ variant: DebianVariant) {
    platform = variant.platform
    message.reserveCapacity(64)
    if variant.state != .nornd { add(platform.statLength) }
    // A file that can be read adds its 1024 bytes, and postpones the poll to the first number.
    if variant.state == .rnd { add(1024) } else { poll() }
    addWord()
    if variant.state == .rnd { poll() }
    for _ in 0..<52 { add(DebianGenerator.hashLength) }
  }

  /// Adds a word: OpenSSL adds a `time_t` before each number.
  private mutating func addWord() { add(platform.wordLength) }

  private mutating func poll() {
    add(32)
    for _ in 0..<3 { addWord() }
  }

  private mutating func add(_ count: Int) {
    var (place, last, number) = (position, state, additions)
    position += count
    if position >= DebianGenerator.poolLength {
      position %= DebianGenerator.poolLength
      filled = DebianGenerator.poolLength
    } else if filled < position {
      filled = position
    }
    additions &+= UInt64((count + DebianGenerator.hashLength - 1) / DebianGenerator.hashLength)
    for start in stride(from: 0, to: count, by: DebianGenerator.hashLength) {
      let length = min(DebianGenerator.hashLength, count - start)
      message.removeAll(keepingCapacity: true)
      append(last)
      appendPool(from: place, length: length, limit: DebianGenerator.poolLength)
      append(word: calls)
      append(word: number)
      last = hash()
      number &+= 1
      mix(last, length: length, at: &place, limit: DebianGenerator.poolLength)
    }
    for index in 0..<DebianGenerator.hashLength { state[index] ^= last[index] }
  }

  /// Returns the bytes of the next number.
  mutating func number(length count: Int) -> [UInt8] {
    if calls > 0 { addWord() }
    var (place, last) = (position, state)
    let (limit, call) = (filled, calls)
    let half = DebianGenerator.halfHash
    position += (count + half - 1) / half * half
    if position > limit { position %= limit }
    calls &+= 1
    var output: [UInt8] = []
    output.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: half) {
      message.removeAll(keepingCapacity: true)
      if start == 0, process != 0 { append(UInt64(process), length: 4) }
      append(last)
      append(word: call)
      append(word: additions)
      appendPool(from: place, length: half, limit: limit)
      last = hash()
      mix(last, length: half, at: &place, limit: limit)
      for index in 0..<min(half, count - start) { output.append(last[half + index]) }
    }
    message.removeAll(keepingCapacity: true)
    append(word: call)
    append(word: additions)
    append(last)
    append(state)
    state = hash()
    return output
  }

  private mutating func append(_ digest: InlineArray<20, UInt8>) {
    for index in digest.indices { message.append(digest[index]) }
  }

  private mutating func append(word: UInt64) { append(word, length: platform.wordLength) }

  private mutating func append(_ value: UInt64, length: Int) {
    for index in 0..<length {
      let shift = 8 * (platform.isBigEndian ? length - 1 - index : index)
      message.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  private mutating func appendPool(from place: Int, length: Int, limit: Int) {
    for index in place..<place + length { message.append(pool[index < limit ? index : index - limit]) }
  }

  /// The position returns to the start only after a byte was written at or past the limit.
  private mutating func mix(_ digest: InlineArray<20, UInt8>, length: Int, at place: inout Int, limit: Int) {
    for index in 0..<length {
      pool[place] ^= digest[index]
      place += 1
      if place >= limit { place = 0 }
    }
  }

  private func hash() -> InlineArray<20, UInt8> {
    let digest = Digest(.sha1, of: message.span)
    return InlineArray { digest[$0] }
  }
}
