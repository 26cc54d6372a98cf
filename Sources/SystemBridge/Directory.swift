// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// An open directory; names below it are resolved one by one, and a symbolic link among them is never followed.
public struct Directory: ~Copyable {
  private let descriptor: Int32

  /// Opens a directory by its path, through symbolic links if it has any.
  public init(path: String) throws(FileFailure) {
    let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw FileFailure("open", path) }
    descriptor = opened
  }

  private init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a directory in this one, making it with mode 0755 if it is missing.
  public func subdirectory(_ name: String) throws(FileFailure) -> Directory {
    if unsafe mkdirat(descriptor, name, 0o755) != 0, errno != EEXIST { throw FileFailure("mkdirat", name) }
    let opened = unsafe openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { throw FileFailure("openat", name) }
    return Directory(owning: opened)
  }

  /// Whether a name is taken; nothing is opened, and a symbolic link is followed.
  public func contains(_ name: String) -> Bool { unsafe faccessat(descriptor, name, F_OK, 0) == 0 }

  /// Reads at most `limit` bytes of a regular file.
  public func contents(of name: String, limit: Int) throws(FileFailure) -> [UInt8] {
    let file = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw FileFailure("openat", name) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(file, buffer.baseAddress?.advanced(by: filled), limit - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure("read", name) }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  /// Makes a new file with these bytes and this mode and forces it to the disk; it never replaces another.
  public func create(_ name: String, bytes: [UInt8], mode: UInt32) throws(FileFailure) {
    let file = unsafe openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
    guard file >= 0 else { throw FileFailure("openat", name) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("write", name) }
      written += count
    }
    // The mode given to openat passes through the umask; a web server must be able to read the file.
    guard fchmod(file, mode_t(mode)) == 0 else { throw FileFailure("fchmod", name) }
    guard fsync(file) == 0 else { throw FileFailure("fsync", name) }
  }

  /// Gives a file a second name; fails when that name is taken, so nothing is ever overwritten.
  public func link(_ name: String, as other: String) throws(FileFailure) {
    guard unsafe linkat(descriptor, name, descriptor, other, 0) == 0 else { throw FileFailure("linkat", other) }
  }

  /// Gives a file another name, replacing what has that name.
  public func rename(_ name: String, to other: String) throws(FileFailure) {
    guard unsafe renameat(descriptor, name, descriptor, other) == 0 else { throw FileFailure("renameat", other) }
  }

  /// Removes a file; a missing one is no failure.
  public func remove(_ name: String) throws(FileFailure) {
    guard unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw FileFailure("unlinkat", name) }
  }

  /// Forces the directory's entries to the disk.
  public func synchronise() throws(FileFailure) {
    // Some file systems do not take fsync on a directory; the entry is then as safe as they make it.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileFailure("fsync", ".") }
  }
}
