// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Bytes such as a private key or a passphrase, with one owner, which wipes them at the end.
@safe public struct SecretBytes: ~Copyable, @unchecked Sendable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes.
  public private(set) var count = 0

  /// Creates an empty value.
  package init(capacity: Int = 256) {
    unsafe start = .allocate(capacity: max(capacity, 1))
    self.capacity = max(capacity, 1)
  }

  /// Copies bytes.
  public init(copying bytes: Span<UInt8>) {
    self.init(capacity: bytes.count)
    append(bytes)
  }

  deinit { unsafe SecretBytes.release(start, capacity) }

  private static func release(_ start: UnsafeMutablePointer<UInt8>, _ capacity: Int) {
    unsafe OPENSSL_cleanse(start, capacity)
    unsafe start.deallocate()
  }

  private mutating func reserve(_ more: Int) {
    guard more > capacity - count else { return }
    let larger = max(2 * capacity, count + more)
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe target.initialize(from: start, count: count)
    unsafe SecretBytes.release(start, capacity)
    unsafe start = target
    capacity = larger
  }

  /// Appends bytes.
  package mutating func append(_ bytes: Span<UInt8>) {
    append(atMost: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }

  /// Appends the bytes that `body` writes, at most `length`.
  package mutating func append<Result, Failure: Error>(
    atMost length: Int, _ body: (inout OutputSpan<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    reserve(length)
    let room = unsafe UnsafeMutableBufferPointer(start: start + count, count: length)
    var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
    let result = try body(&output)
    count += unsafe output.finalize(for: room)
    return result
  }

  /// Calls `body` with the bytes, which must not be copied elsewhere.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe UnsafeBufferPointer(start: start, count: count).span)
  }

  /// Removes the bytes from an offset on.
  package mutating func truncate(to length: Int) {
    guard length < count else { return }
    unsafe OPENSSL_cleanse(start + length, count - length)
    count = length
  }

  /// Calls `body` with the bytes and a zero after them.
  borrowing func withCString<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count + 1)
    for index in 0..<count { unsafe (copy + index).initialize(to: CChar(bitPattern: start[index])) }
    unsafe (copy + count).initialize(to: 0)
    defer {
      unsafe OPENSSL_cleanse(copy, count + 1)
      unsafe copy.deallocate()
    }
    return try unsafe body(copy)
  }
}

/// A memory BIO for private keys: OpenSSL wipes its memory.
@safe struct SecretBuffer: ~Copyable {
  let bio: OpaquePointer

  init() {
    guard let bio = unsafe BIO_new(BIO_s_secmem()) else { outOfMemory() }
    unsafe self.bio = bio
  }

  deinit { unsafe BIO_free(bio) }

  /// A copy of the content.
  borrowing func content() -> SecretBytes {
    var start: UnsafeMutablePointer<UInt8>?
    let length = unsafe BIO_ctrl(bio, BIO_CTRL_INFO, 0, &start)
    return SecretBytes(copying: unsafe UnsafeBufferPointer(start: start, count: max(0, length)).span)
  }
}
