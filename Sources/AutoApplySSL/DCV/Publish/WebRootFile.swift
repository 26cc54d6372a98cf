// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// Writes a validation file below a web root, atomically and without overwriting other content.
///
/// Missing folders are created with mode 0755, the file with 0644. Symbolic links below the root are not followed.
package struct WebRootFile: Sendable {
  /// The outcome of writing the file.
  package enum Outcome: String, Sendable, Hashable {
    /// The file was written.
    case written
    /// The file already existed with the same content.
    case unchanged
    /// The file was removed.
    case removed
    /// The file to remove did not exist.
    case absent
  }

  private let root: String

  /// Creates a writer for a web root, which must exist.
  package init(root: String) {
    self.root = root
  }

  /// Writes the file of a token.
  ///
  /// - Throws: ``WebRootError`` if the file exists with other content, the path contains a symbolic link, or a system
  ///   call fails.
  package func write(_ token: RequestToken) throws(WebRootError) -> Outcome {
    let path = "\(root)/\(token.path)"
    let (name, body) = (token.fileName, Array(token.body.utf8))
    let found: [UInt8]
    do throws(FileFailure) {
      let folder = try Directory(path: root).subdirectory(".well-known").subdirectory("pki-validation")
      if try WebRootFile.place(body, as: name, in: folder) { return .written }
      found = try folder.contents(of: name, limit: body.count + 1)
    } catch {
      throw error.isLink ? .symbolicLink(path: path, name: error.name) : .system(path: path, error.description)
    }
    guard found == body else { throw .differentContent(path: path) }
    return .unchanged
  }

  /// Removes the file of a token, but not the folders around it.
  ///
  /// - Throws: ``WebRootError`` if the file has other content, the path contains a symbolic link, or a system call
  ///   fails.
  package func remove(_ token: RequestToken) throws(WebRootError) -> Outcome {
    let path = "\(root)/\(token.path)"
    let body = Array(token.body.utf8)
    let isOurs: Bool
    do throws(FileFailure) {
      let folder = try Directory(path: root).subdirectory(".well-known", creates: false)
        .subdirectory("pki-validation", creates: false)
      isOurs = try folder.contents(of: token.fileName, limit: body.count + 1) == body
      if isOurs {
        try folder.remove(token.fileName)
        try folder.synchronise()
      }
    } catch  where error.isMissing {
      return .absent
    } catch {
      throw error.isLink ? .symbolicLink(path: path, name: error.name) : .system(path: path, error.description)
    }
    guard isOurs else { throw .differentContent(path: path) }
    return .removed
  }

  /// Creates the file through a temporary one; returns false if the name exists.
  private static func place(
    _ bytes: [UInt8], as name: String, in folder: borrowing Directory
  ) throws(FileFailure) -> Bool {
    let temporary = ".csrkit-\(UniqueValue.random())\(UniqueValue.random())"
    var failure: FileFailure?
    do throws(FileFailure) {
      try folder.create(temporary, bytes: bytes, mode: 0o644)
      try folder.link(temporary, as: name)
    } catch  where error.isUnsupported && error.call == "linkat" {
      return try rename(temporary, to: name, in: folder)
    } catch {
      failure = error
    }
    try folder.remove(temporary)
    if let failure {
      guard failure.isExisting, failure.call == "linkat" else { throw failure }
      return false
    }
    try folder.synchronise()
    return true
  }

  /// The fallback for file systems without hard links; not atomic, so two concurrent writers can both succeed.
  private static func rename(
    _ temporary: String, to name: String, in folder: borrowing Directory
  ) throws(FileFailure) -> Bool {
    do throws(FileFailure) {
      _ = try folder.contents(of: name, limit: 1)
    } catch  where error.isMissing {
      try folder.rename(temporary, to: name)
      try folder.synchronise()
      return true
    } catch {
      try folder.remove(temporary)
      throw error
    }
    try folder.remove(temporary)
    return false
  }
}

/// Why a validation file was not written.
package enum WebRootError: Error, Sendable, Hashable {
  /// The file exists with other content.
  case differentContent(path: String)
  /// A component of the path is a symbolic link or not a folder.
  case symbolicLink(path: String, name: String)
  /// A system call failed; the system's message.
  case system(path: String, String)
}

extension WebRootError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .differentContent(let path): "\(path) has different content and was not changed"
    case .symbolicLink(let path, let name):
      "\(path): \(name) is a symbolic link or not a folder; symbolic links below the web root are not followed"
    case .system(let path, let reason): "cannot change \(path): \(reason)"
    }
  }
}
