// SPDX-License-Identifier: Apache-2.0
package import CSRKitData
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Immutable bytes: a memory-mapped file, a file embedded in the program, or an array.
///
/// A mapped file is read on demand. It must not be truncated while it is mapped; after a rename over it, processes that
/// have it open keep the old contents.
package final class FixedBytes: Sendable {
  @safe private enum Storage: @unchecked Sendable {
    /// Never written. A mapped file is unmapped with its owner, unlike the program's own bytes.
    case memory(UnsafeBufferPointer<UInt8>, isMapped: Bool)
    case array([UInt8])
  }

  private let storage: Storage

  /// Wraps an array.
  package init(_ bytes: [UInt8]) { storage = .array(bytes) }

  /// Maps a regular file.
  package init(mapping path: String) throws(FileFailure) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileFailure("fstat", path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size > 0 else {
      storage = .array([])
      return
    }
    let address = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe address, unsafe start != MAP_FAILED else { throw FileFailure("mmap", path) }
    let bytes = unsafe UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self), count: Int(status.st_size))
    unsafe storage = .memory(bytes, isMapped: true)
  }

  /// Wraps an embedded file.
  package init(_ file: CSRKitDataFile) {
    unsafe storage = .memory(UnsafeBufferPointer(start: file.bytes, count: file.count), isMapped: false)
  }

  deinit {
    if case .memory(let bytes, isMapped: true) = storage, let start = bytes.baseAddress {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// The number of bytes.
  package var count: Int {
    switch storage {
    case .memory(let bytes, _): bytes.count
    case .array(let bytes): bytes.count
    }
  }

  /// Calls `body` with the bytes.
  package func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch storage {
    case .memory(let bytes, _): try body(unsafe bytes.span)
    case .array(let bytes): try body(bytes.span)
    }
  }
}
