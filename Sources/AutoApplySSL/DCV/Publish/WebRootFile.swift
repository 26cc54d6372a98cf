// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// Writes a validation file below a web root: whole or not at all, and never over another content.
///
/// Folders on the way are made with mode 0755, the file gets 0644; a symbolic link below the root is not followed.
public struct WebRootFile: Sendable {
  /// What became of the file.
  public enum Outcome: String, Sendable, Hashable {
    /// It was written.
    case written
    /// It was there already with the same content.
    case unchanged
  }

  private let root: String

  /// A web root, an existing folder.
  public init(root: String) {
    self.root = root
  }

  /// Writes the file of a token.
  ///
  /// - Throws: ``WebRootError`` when a different content is there, a symbolic link is in the way, or the system
  ///   refuses.
  public func write(_ token: RequestToken) throws(WebRootError) -> Outcome {
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

  /// Puts the bytes in place through a temporary file; false when the name is taken.
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

  /// The way of file systems without hard links: the name is looked at first, so two writers at once may both win.
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
public enum WebRootError: Error, Sendable, Hashable {
  /// A file of that name holds something else.
  case differentContent(path: String)
  /// A symbolic link, or something that is no folder, stands in the way.
  case symbolicLink(path: String, name: String)
  /// The operating system refused, in its words.
  case system(path: String, String)
}

extension WebRootError: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .differentContent(let path): "\(path) is there with another content and was left as it is"
    case .symbolicLink(let path, let name):
      "\(path): \(name) is a symbolic link or no folder; links below the web root are not followed"
    case .system(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
