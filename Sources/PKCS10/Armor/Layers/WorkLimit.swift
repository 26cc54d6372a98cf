// SPDX-License-Identifier: Apache-2.0

/// Counts the steps of reading one window of input, and refuses more than its size justifies.
///
/// Every loop over untrusted text asks `step()` before each round, so that a loop that fails to advance ends as well.
/// Steps are counted instead of time so that the outcome is the same on every machine.
struct WorkLimit: Sendable {
  /// Steps taken so far.
  private(set) var steps = 0
  /// The most steps that may be taken.
  let limit: Int

  /// What a signature check counts for, whatever the key: about as long as this many steps take.
  static let proof = 4_096

  init(_ limit: Int) { self.limit = limit }

  /// The limit for a window of this many bytes.
  init(bytes: Int, _ limits: ArmorLimits) {
    let (product, overflows) = limits.stepsPerByte.multipliedReportingOverflow(by: bytes + WorkLimit.minimumBytes)
    limit = overflows ? Int.max : product
  }

  /// A small input gets the limit of one of this size, since some work does not depend on the size.
  private static let minimumBytes = 1_024

  var isExceeded: Bool { steps > limit }

  /// Counts one round of a loop; false once the limit is exceeded.
  @inline(__always)
  mutating func step() -> Bool {
    steps &+= 1
    return steps <= limit
  }

  /// Counts work that is done elsewhere in one go.
  mutating func add(_ count: Int) { steps = Int.max - steps < count ? Int.max : steps + count }
}
