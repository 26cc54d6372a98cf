// SPDX-License-Identifier: Apache-2.0

/// Whether work grows with its size and not with its square, on a machine that has other things to do as well.
package enum Linearity {
  /// Times work of a size and of sixteen times the size, up to eight times over.
  ///
  /// - Returns: true as soon as the larger takes less than 64 times as long; its square would take 256 times as long.
  package static func holds(size: Int, _ work: (Int) throws -> Void) rethrows -> Bool {
    let clock = ContinuousClock()
    for _ in 0..<8 {
      let small = try clock.measure { try work(size) }
      let large = try clock.measure { try work(16 * size) }
      if large < small * 64 + .milliseconds(1) { return true }
    }
    return false
  }
}
