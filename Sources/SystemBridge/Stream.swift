// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
  private let systemRead = unsafe Darwin.read
  private let systemWrite = unsafe Darwin.write
#else
  internal import Glibc
  private let systemRead = unsafe Glibc.read
  private let systemWrite = unsafe Glibc.write
#endif

/// An open file, closed with its owner, or a standard stream.
public struct Stream: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool

  private init(_ descriptor: Int32, isOwned: Bool) {
    self.descriptor = descriptor
    self.isOwned = isOwned
  }

  deinit { if isOwned { close(descriptor) } }

  /// The standard input.
  public static func standardInput() -> Stream { Stream(STDIN_FILENO, isOwned: false) }

  /// The standard output.
  public static func standardOutput() -> Stream { Stream(STDOUT_FILENO, isOwned: false) }

  /// The standard error.
  public static func standardError() -> Stream { Stream(STDERR_FILENO, isOwned: false) }

  /// Opens a file for reading.
  public static func reading(_ path: String) throws(SystemFailure) -> Stream {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    return Stream(descriptor, isOwned: true)
  }

  /// Whether it is a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The size of a regular file in bytes; nil for anything else.
  package var size: Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Whether it is a directory.
  package var isFolder: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Waits until input is available; returns false if `Interruption` came first.
  package borrowing func waitForInput() -> Bool { Interruption.waits(for: descriptor) }

  /// Reads at most `limit` bytes; returns none at the end.
  public borrowing func read(atMost limit: Int) throws(SystemFailure) -> [UInt8] {
    while true {
      var got = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        unsafe got = systemRead(descriptor, buffer.baseAddress, limit)
        count = max(0, got)
      }
      if got >= 0 { return chunk }
      guard errno == EINTR else { throw .last }
    }
  }

  /// Writes all bytes.
  public borrowing func write(_ bytes: [UInt8]) throws(SystemFailure) {
    try write(bytes.span)
  }

  /// Writes all bytes.
  package borrowing func write(_ bytes: Span<UInt8>) throws(SystemFailure) {
    guard Stream.write(bytes, to: descriptor) else { throw .last }
  }

  /// Writes all bytes to a descriptor; on failure returns false, with `errno` set.
  static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.extracting(done..<bytes.count).withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 { done += count } else if errno != EINTR { return false }
    }
    return true
  }

  /// Reads into free memory; returns false at the end of the input or if there is no free memory.
  ///
  /// Unlike ``read(atMost:)``, it leaves no other copy of the bytes.
  package borrowing func read(into output: inout OutputSpan<UInt8>) throws(SystemFailure) -> Bool {
    while output.freeCapacity > 0 {
      var got = 0
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        let free = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
        unsafe got = systemRead(descriptor, free.baseAddress, free.count)
        count += max(0, got)
      }
      if got > 0 { return true }
      if got == 0 { return false }
      guard errno == EINTR else { throw .last }
    }
    return false
  }
}
