// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A call to the operating system that failed.
public struct FileFailure: Error, Sendable, Hashable {
  /// The call, `openat`.
  public let call: String
  /// The name that it was about.
  public let name: String
  /// The system's error number.
  public let code: Int32

  init(_ call: String, _ name: String, code: Int32 = errno) {
    self.call = call
    self.name = name
    self.code = code
  }

  /// Whether something of that name is there already.
  public var isExisting: Bool { code == EEXIST }
  /// Whether nothing of that name is there.
  public var isMissing: Bool { code == ENOENT }
  /// Whether a symbolic link stands where none is followed.
  public var isLink: Bool { code == ELOOP || (code == ENOTDIR && call == "openat") }
  /// Whether the file system has no hard links.
  public var isUnsupported: Bool { [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(code) }
}

extension FileFailure: CustomStringConvertible {
  /// What failed and what the system says, without a full stop.
  public var description: String { "\(name): \(unsafe String(cString: strerror(code))) (\(call))" }
}
