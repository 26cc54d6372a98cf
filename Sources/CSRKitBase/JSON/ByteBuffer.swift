// SPDX-License-Identifier: Apache-2.0

/// Bytes that grow at their end and have one owner.
///
/// An array asks with each append whether it has other owners, which costs more than most members of a report.
@safe struct ByteBuffer: ~Copyable, @unchecked Sendable {
  private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private var capacity = 256
  /// The number of bytes.
  private(set) var count = 0

  deinit { unsafe start.deallocate() }

  /// A copy of the bytes.
  var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Removes the bytes and keeps the memory.
  mutating func removeAll() { count = 0 }

  /// Appends at most `length` bytes, which `body` writes.
  @inline(__always)
  mutating func append(atMost length: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    if length > capacity - count { grow(by: length) }
    let room = unsafe UnsafeMutableBufferPointer(start: start + count, count: length)
    var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
    body(&output)
    count += unsafe output.finalize(for: room)
  }

  /// Appends a byte.
  @inline(__always)
  mutating func append(_ octet: UInt8) { append(atMost: 1) { $0.append(octet) } }

  @inline(never)
  private mutating func grow(by length: Int) {
    let larger = max(2 * capacity, count + length)
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe target.moveInitialize(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = target
    capacity = larger
  }
}
