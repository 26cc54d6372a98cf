// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A file that is written completely before its name appears.
///
/// `reserve` opens a file in the target's directory, without a name where the system has such files, so that even a
/// killed process leaves nothing. `publish` gives it its name and never replaces a file without a backup.
package struct NewFile: ~Copyable {
  /// The path as given.
  package let path: String
  private let name: String
  private let folder: Directory
  private let descriptor: Int32
  /// The temporary name; nil for a file without a name.
  private let temporary: String?
  private var isPublished = false
  /// The second name of the old file.
  private var backup: String?

  private init(
    path: String, name: String, folder: consuming Directory, descriptor: Int32, temporary: String?
  ) {
    self.path = path
    self.name = name
    self.folder = folder
    self.descriptor = descriptor
    self.temporary = temporary
  }

  deinit {
    if let temporary {
      folder.unlink(temporary)
      TemporaryNames.remove(file: descriptor)
    }
    close(descriptor)
  }

  /// Opens a file for a target, which must not exist unless it is to be replaced.
  ///
  /// - Parameters:
  ///   - mode: the permissions.
  ///   - isExact: whether the umask is ignored.
  ///   - replaces: whether the target may be an existing regular file.
  package static func reserve(
    _ path: String, mode: UInt32, isExact: Bool, replaces: Bool = false
  ) throws(FileFailure) -> NewFile {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let name = parts.last, name != ".", name != "..", !path.hasSuffix("/") else {
      throw FileFailure("open", path, code: EISDIR)
    }
    let parent = String(path.dropLast(name.utf8.count))
    let folder = try Directory(path: parent.isEmpty ? "." : parent)
    switch folder.kind(of: name) {
    case .missing: break
    case .regular where replaces: break
    case .folder: throw FileFailure("open", path, code: EISDIR)
    case .link where replaces: throw FileFailure("open", path, code: ELOOP)
    case .regular, .link, .other: throw FileFailure("open", path, code: EEXIST)
    }
    let (descriptor, temporary): (Int32, String?)
    do throws(FileFailure) { (descriptor, temporary) = try folder.createTemporary(for: name, mode: mode) } catch {
      throw FileFailure(error.call, path, code: error.code)
    }
    let file = NewFile(path: path, name: name, folder: folder, descriptor: descriptor, temporary: temporary)
    if isExact, fchmod(descriptor, mode_t(mode)) != 0 { throw FileFailure("fchmod", path) }
    return file
  }

  /// Writes bytes at the end.
  package borrowing func write(_ bytes: Span<UInt8>) throws(FileFailure) {
    guard Stream.write(bytes, to: descriptor) else { throw FileFailure("write", path) }
  }

  /// Flushes the content to disk.
  package borrowing func flush() throws(FileFailure) {
    guard fsync(descriptor) == 0 else { throw FileFailure("fsync", path) }
  }

  /// Gives the file its name: if there is a backup of the old file, it replaces that file; otherwise the name must be
  /// free, even of a broken symbolic link.
  package mutating func publish() throws(FileFailure) {
    do throws(FileFailure) {
      if backup != nil, folder.kind(of: name) == .regular {
        let intermediate = temporary ?? folder.temporaryName(for: name)
        if temporary == nil { try folder.link(descriptor, as: intermediate) }
        do throws(FileFailure) { try folder.rename(intermediate, to: name) } catch {
          folder.unlink(intermediate)
          throw error
        }
      } else if let temporary {
        try folder.link(temporary, as: name)
      } else {
        try folder.link(descriptor, as: name)
      }
      isPublished = true
      try folder.synchronise()
    } catch {
      throw FileFailure(error.call, path, code: error.code)
    }
  }

  /// Gives an existing file a second name, so that it can be replaced; without one, nothing happens.
  ///
  /// - Returns: the path of the backup.
  package mutating func keepOld(suffix: String) throws(FileFailure) -> String? {
    guard folder.kind(of: name) == .regular else { return nil }
    for number in 1...100 {
      let candidate = name + suffix + (number == 1 ? "" : ".\(number)")
      do throws(FileFailure) {
        try folder.link(name, as: candidate)
        backup = candidate
        return String(path.dropLast(name.utf8.count)) + candidate
      } catch {
        guard error.isExisting else { throw FileFailure(error.call, path, code: error.code) }
      }
    }
    throw FileFailure("link", path, code: EEXIST)
  }

  /// Removes the name of the old file, which keeps that of the backup.
  package borrowing func removeOld() throws(FileFailure) {
    if backup != nil { try folder.remove(name) }
  }

  /// Restores the state before `publish` and `keepOld`.
  package mutating func undo() {
    if let backup {
      if isPublished || folder.kind(of: name) == .missing {
        try? folder.rename(backup, to: name)
      } else {
        folder.unlink(backup)
      }
    } else if isPublished {
      folder.unlink(name)
    }
    backup = nil
    isPublished = false
  }
}

extension Directory {
  /// The kind of an entry; a symbolic link is not followed.
  enum EntryKind {
    case missing, regular, folder, link, other
  }

  func kind(of name: String) -> EntryKind {
    var status = stat()
    guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return errno == ENOENT ? .missing : .other
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// Removes a file; errors are ignored.
  func unlink(_ name: String) { _ = unsafe unlinkat(descriptor, name, 0) }

  /// A hidden name that no other process uses.
  func temporaryName(for name: String) -> String {
    ".\(name.prefix(80)).\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
  }

  /// Opens a new file without a name, or, where the system has no such files, with a temporary one, which a signal
  /// that ends the process removes.
  func createTemporary(for name: String, mode: UInt32) throws(FileFailure) -> (descriptor: Int32, name: String?) {
    #if canImport(Glibc)
      // O_TMPFILE, which Swift does not import (asm-generic/fcntl.h).
      let unnamed = unsafe openat(descriptor, ".", 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, mode_t(mode))
      if unnamed >= 0 { return (unnamed, nil) }
      guard [EOPNOTSUPP, EISDIR, EINVAL, ENOENT].contains(errno) else { throw FileFailure("open", name) }
    #endif
    let temporary = temporaryName(for: name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(descriptor, temporary, flags, mode_t(mode))
    guard file >= 0 else { throw FileFailure("open", name) }
    TemporaryNames.add(temporary, folder: descriptor, file: file)
    return (file, temporary)
  }

  /// Gives an open file without a name a name, which must be free.
  func link(_ file: Int32, as name: String) throws(FileFailure) {
    #if canImport(Glibc)
      let source = "/proc/self/fd/\(file)"
      guard unsafe linkat(AT_FDCWD, source, descriptor, name, AT_SYMLINK_FOLLOW) == 0 else {
        throw FileFailure("linkat", name)
      }
    #else
      throw FileFailure("linkat", name, code: ENOTSUP)
    #endif
  }
}

/// The names of temporary files, which a signal that ends the process removes first.
enum TemporaryNames {
  @safe private struct Entry {
    let folder: Int32
    let file: Int32
    let name: UnsafeMutablePointer<CChar>
  }

  private static let limit = 8
  nonisolated(unsafe) private static let entries = UnsafeMutablePointer<Entry>.allocate(capacity: limit)
  nonisolated(unsafe) private static var count = 0

  /// Registers a file of a command, which uses one thread.
  static func add(_ name: String, folder: Int32, file: Int32) {
    guard unsafe count < limit, let copy = unsafe strdup(name) else { return }
    unsafe (entries + count).initialize(to: Entry(folder: folder, file: file, name: copy))
    unsafe count += 1
    for number in [SIGINT, SIGTERM, SIGHUP] {
      _ = signal(number) { number in
        TemporaryNames.unlinkAll()
        _ = signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Forgets a file.
  static func remove(file: Int32) {
    for index in unsafe 0..<count where unsafe entries[index].file == file {
      unsafe count -= 1
      unsafe swap(index, count)
      return
    }
  }

  private static func swap(_ left: Int, _ right: Int) {
    unsafe (entries[left], entries[right]) = (entries[right], entries[left])
  }

  /// Makes only calls that a signal handler may make.
  private static func unlinkAll() {
    for index in unsafe 0..<count { unsafe unlinkat(entries[index].folder, entries[index].name, 0) }
  }
}
