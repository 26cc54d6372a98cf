// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Random numbers that are the same in every run (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Random bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}

/// Measures whether work is linear instead of quadratic, on a machine with other load.
package enum Linearity {
  /// Times work of a size and of sixteen times that size, up to eight times, by the processor time of this thread: other
  /// work on the machine, which interrupts it, does not count.
  ///
  /// - Returns: true as soon as the larger takes less than 64 times as long; quadratic work takes 256 times as long.
  package static func isLinear(size: Int, _ work: (Int) throws -> Void) rethrows -> Bool {
    for _ in 0..<8 {
      let small = try processorTime(of: { try work(size) })
      let large = try processorTime(of: { try work(16 * size) })
      if large < small * 64 + .milliseconds(1) { return true }
    }
    return false
  }

  private static func processorTime(of work: () throws -> Void) rethrows -> Duration {
    let start = processorTime
    try work()
    return processorTime - start
  }

  private static var processorTime: Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
