// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Writes files that are there whole or not at all.
public enum WholeFile {
  /// Writes a new file beside the old one, forces it to the disk and gives it the name.
  ///
  /// Who has the old file open or mapped keeps it as it was; who opens the name gets the one or the other.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
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
