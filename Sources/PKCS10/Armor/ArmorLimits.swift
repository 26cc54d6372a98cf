// SPDX-License-Identifier: Apache-2.0

/// Bounds on the input and the work; in bytes except `layers` and `stepsPerByte`.
///
/// They keep time and memory linear in the input: no byte is buffered for longer than one window, and no window is
/// rewritten more than `layers` times.
public struct ArmorLimits: Sendable, Hashable {
  /// The largest input.
  public var input: Int
  /// The largest DER of one object; a larger object is reported and skipped.
  package var object: Int
  /// The amount of text that is read at once. A wrapping must end within it.
  package var window: Int
  /// The number of nested wrappings that are removed.
  package var layers: Int
  /// The steps of work allowed per byte. A window that needs more is reported as too complex.
  package var stepsPerByte: Int

  /// The largest `object` and `window`: `OriginMap` stores offsets in 32 bits.
  private static let maximum = 1 << 30

  /// Creates limits; each is at least 1, a window at least 4096 bytes, an object and a window at most 1 GiB.
  public init(input: Int, object: Int, window: Int, layers: Int, stepsPerByte: Int = 512) {
    self.input = max(input, 1)
    self.object = min(max(object, 1), ArmorLimits.maximum)
    self.window = min(max(window, 4096), ArmorLimits.maximum)
    self.layers = max(layers, 1)
    self.stepsPerByte = max(stepsPerByte, 1)
  }

  /// 64 MiB of input, 1 MiB per object, 4 MiB windows, 12 layers, 512 steps per byte.
  public static let standard = ArmorLimits(input: 64 << 20, object: 1 << 20, window: 4 << 20, layers: 12)
}

/// Counts the steps of reading one window and stops when they exceed what its size justifies.
///
/// Every loop over untrusted text calls `step()` before each round, so that a loop that fails to advance also ends.
/// Steps are counted instead of time so that the result is the same on every machine.
struct WorkLimit: Sendable {
  /// The steps taken so far.
  private(set) var steps = 0
  /// The maximum number of steps.
  let limit: Int

  /// The steps that one signature check counts for, whatever the key; it takes about as long as this many steps.
  static let proof = 4_096

  init(_ limit: Int) { self.limit = limit }

  /// The limit for a window of this many bytes.
  init(bytes: Int, _ limits: ArmorLimits) {
    let (product, overflows) = limits.stepsPerByte.multipliedReportingOverflow(by: bytes + WorkLimit.minimumBytes)
    limit = overflows ? Int.max : product
  }

  /// Added to every window's size, since some work does not depend on the size.
  private static let minimumBytes = 1_024

  var isExceeded: Bool { steps > limit }

  /// Counts one round of a loop; returns false once the limit is exceeded.
  @inline(__always)
  mutating func step() -> Bool {
    steps &+= 1
    return steps <= limit
  }

  /// Counts work that was done elsewhere.
  mutating func add(_ count: Int) { steps = Int.max - steps < count ? Int.max : steps + count }
}
