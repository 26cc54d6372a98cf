// SPDX-License-Identifier: Apache-2.0

/// A growing buffer of bytes with one owner.
///
/// An array checks for other owners at every append, which takes longer than copying most members of a report.
@safe struct ByteBuffer: ~Copyable, @unchecked Sendable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes.
  private(set) var count = 0

  /// Creates an empty buffer.
  init(capacity: Int = 2048) {
    unsafe start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { unsafe start.deallocate() }

  /// Makes room for `more` bytes.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if more > capacity - count { grow(by: more) }
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    let larger = max(2 * capacity, count + more)
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe target.moveInitialize(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = target
    capacity = larger
  }

  @inline(__always)
  mutating func append(_ octet: UInt8) {
    reserve(1)
    unsafe (start + count).initialize(to: octet)
    count += 1
  }

  @inline(__always)
  mutating func append(copying octets: Span<UInt8>) {
    unsafe octets.withUnsafeBufferPointer { source in unsafe append(copying: source) }
  }

  @inline(__always)
  mutating func append(copying literal: StaticString) {
    unsafe append(copying: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Copies without an `OutputSpan`, which takes 4,000 instructions more per report.
  @inline(__always)
  private mutating func append(copying source: UnsafeBufferPointer<UInt8>) {
    reserve(source.count)
    guard let first = source.baseAddress else { return }
    unsafe (start + count).initialize(from: first, count: source.count)
    count += source.count
  }

  /// Appends the bytes written by `body`, at most `length`.
  @inline(__always)
  mutating func append(atMost length: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    reserve(length)
    let room = unsafe UnsafeMutableBufferPointer(start: start + count, count: length)
    var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
    body(&output)
    count += unsafe output.finalize(for: room)
  }

  /// Removes the content and keeps the memory.
  mutating func removeAll() { count = 0 }

  /// A copy of the bytes.
  var bytes: [UInt8] { unsafe [UInt8](UnsafeBufferPointer(start: start, count: count)) }
}
