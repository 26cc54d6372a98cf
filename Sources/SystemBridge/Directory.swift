// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// An open directory; names are resolved one by one, and symbolic links are never followed.
package struct Directory: ~Copyable {
  private let descriptor: Int32

  /// Opens a directory by its path, which may contain symbolic links.
  package init(path: String) throws(FileFailure) {
    let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw FileFailure("open", path) }
    descriptor = opened
  }

  private init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a subdirectory; by default it is created with mode 0755 if it is missing.
  package func subdirectory(_ name: String, creates: Bool = true) throws(FileFailure) -> Directory {
    if creates, unsafe mkdirat(descriptor, name, 0o755) != 0, errno != EEXIST { throw FileFailure("mkdirat", name) }
    let opened = unsafe openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { throw FileFailure("openat", name) }
    return Directory(owning: opened)
  }

  /// Whether a name is taken; nothing is opened, and a symbolic link is followed.
  package func contains(_ name: String) -> Bool { unsafe faccessat(descriptor, name, F_OK, 0) == 0 }

  /// Reads at most `limit` bytes of a regular file.
  package func contents(of name: String, limit: Int) throws(FileFailure) -> [UInt8] {
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

  /// Creates a file with these bytes and this mode and flushes it to disk; never replaces an existing file.
  package func create(_ name: String, bytes: [UInt8], mode: UInt32) throws(FileFailure) {
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
    // openat applies the umask to the mode, but a web server must be able to read the file.
    guard fchmod(file, mode_t(mode)) == 0 else { throw FileFailure("fchmod", name) }
    guard fsync(file) == 0 else { throw FileFailure("fsync", name) }
  }

  /// Creates a hard link; fails if the name exists, so nothing is ever overwritten.
  package func link(_ name: String, as other: String) throws(FileFailure) {
    guard unsafe linkat(descriptor, name, descriptor, other, 0) == 0 else { throw FileFailure("linkat", other) }
  }

  /// Renames a file, replacing any existing file.
  package func rename(_ name: String, to other: String) throws(FileFailure) {
    guard unsafe renameat(descriptor, name, descriptor, other) == 0 else { throw FileFailure("renameat", other) }
  }

  /// Removes a file; a missing file is not an error.
  package func remove(_ name: String) throws(FileFailure) {
    guard unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw FileFailure("unlinkat", name) }
  }

  /// Flushes the directory's entries to disk.
  package func synchronise() throws(FileFailure) {
    // Some file systems do not support fsync on a directory; there, nothing more can be done.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileFailure("fsync", ".") }
  }
}

/// The names in a directory.
package struct FolderListing: Sendable {
  /// Regular files and symbolic links, in byte order.
  package private(set) var files: [String] = []
  /// Directories, except those behind symbolic links, in byte order.
  package private(set) var folders: [String] = []

  /// Reads a directory; `.` and `..` are omitted.
  package init(_ path: String) throws(SystemFailure) {
    guard let folder = unsafe opendir(path) else { throw .last }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      guard unsafe lstat("\(path)/\(name)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: folders.append(name)
      case S_IFREG, S_IFLNK: files.append(name)
      default: break
      }
    }
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    folders.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// Writes files atomically.
package enum AtomicFile {
  /// Writes a new file in the same directory, flushes it to disk and renames it.
  ///
  /// A process that has the old file open or mapped keeps the old contents; one that opens the name gets either file.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let name = parts.last, name != ".", name != "..", !path.hasSuffix("/") else {
      throw FileFailure("open", path, code: EISDIR)
    }
    let parent = path.dropLast(name.utf8.count)
    let folder = try Directory(path: parent.isEmpty ? "." : String(parent))
    let temporary = ".\(name.prefix(80)).\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
    do throws(FileFailure) {
      try folder.create(temporary, bytes: bytes, mode: 0o644)
      try folder.rename(temporary, to: name)
    } catch {
      try? folder.remove(temporary)
      throw error
    }
    try folder.synchronise()
  }
}

/// A failed file system call.
package struct FileFailure: Error, Sendable, Hashable {
  /// The call, such as `openat`.
  package let call: String
  /// The file name.
  package let name: String
  /// The error number.
  package let code: Int32

  init(_ call: String, _ name: String, code: Int32 = errno) {
    self.call = call
    self.name = name
    self.code = code
  }

  /// Whether the name already exists.
  package var isExisting: Bool { code == EEXIST }
  /// Whether the name does not exist.
  package var isMissing: Bool { code == ENOENT }
  /// Whether the name is a symbolic link, which is not followed.
  package var isLink: Bool { code == ELOOP || (code == ENOTDIR && call == "openat") }
  /// Whether the file system does not support hard links.
  package var isUnsupported: Bool { [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(code) }
}

extension FileFailure: CustomStringConvertible {
  /// The name, the system's message and the call, without a full stop.
  package var description: String { "\(name): \(unsafe String(cString: strerror(code))) (\(call))" }
}
