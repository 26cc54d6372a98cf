// SPDX-License-Identifier: Apache-2.0

/// How much of an input is read; all in bytes but `layers` and `stepsPerByte`.
///
/// Time and memory stay linear in the input because each of these is a bound: no byte is held longer than a window,
/// and no window is rewritten more than `layers` times.
public struct ArmorLimits: Sendable, Hashable {
  /// The largest whole input.
  public var input: Int
  /// The largest DER of one object; a larger one is named and skipped.
  public var object: Int
  /// How much text is looked at together. What wraps a request must end within it.
  public var window: Int
  /// How many wrappings are removed, one inside the other.
  public var layers: Int
  /// How many steps of work a byte may cost. A window that needs more is reported as too complex to read.
  public var stepsPerByte: Int

  /// The largest that `object` and `window` may be; the maps of rewritten text count in 32 bits.
  private static let most = 1 << 30

  /// Limits; each is at least 1, a window at least 4096 bytes, an object and a window at most 1 GiB.
  public init(input: Int, object: Int, window: Int, layers: Int, stepsPerByte: Int = 512) {
    self.input = max(input, 1)
    self.object = min(max(object, 1), ArmorLimits.most)
    self.window = min(max(window, 4096), ArmorLimits.most)
    self.layers = max(layers, 1)
    self.stepsPerByte = max(stepsPerByte, 1)
  }

  /// 64 MiB of input, 1 MiB an object, windows of 4 MiB, twelve layers, 512 steps a byte.
  public static let standard = ArmorLimits(input: 64 << 20, object: 1 << 20, window: 4 << 20, layers: 12)
}

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
