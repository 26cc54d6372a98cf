// SPDX-License-Identifier: Apache-2.0
public import KeyAudit
public import SystemBridge

/// Lists of known keys, opened for an audit.
public enum KeyLists {
  /// The lists inside the program: published keys and the keys of CVE-2008-0166.
  ///
  /// Only their headers are read; a list's records are when a key is looked up.
  public static func embedded() -> [any KeyList] {
    let published = (try? Segment(FixedBytes(.publishedKeys))).map { [$0] } ?? []
    return [SegmentList(name: "published keys", published), DebianWeakKeys(DebianSet.embedded)]
  }

  /// The files inside the program with their names.
  public static var embeddedFiles: [(name: String, file: ListFile)] {
    let published = (try? Segment(FixedBytes(.publishedKeys))).map { [("published keys", ListFile.segment($0))] } ?? []
    return published + DebianSet.embedded.map { ("Debian \($0.type.rawValue)", .debian($0)) }
  }

  /// A file that is mapped into memory, by its first bytes.
  public static func open(_ path: String) throws(KeyListFailure) -> ListFile {
    let bytes: FixedBytes
    do throws(FileFailure) {
      bytes = try FixedBytes(mapping: path)
    } catch {
      throw .unreadable(error)
    }
    do throws(ListError) {
      return try ListFile(bytes, name: name(of: path))
    } catch {
      throw .refused(path, error)
    }
  }

  /// The lists inside the program and those of files and of a folder.
  ///
  /// A folder's segments are one list in the order of their names, so that a removal takes from what stands before it.
  ///
  /// - Parameter folder: a folder whose files are all lists; those whose names start with a full stop are passed over.
  public static func all(files: [String], folder: String?) throws(KeyListFailure) -> [any KeyList] {
    var lists = embedded()
    for path in files { lists += ListFile.lists([try open(path)], name: name(of: path)) }
    guard let folder, !folder.isEmpty else { return lists }
    let names: [String]
    do throws(SystemFailure) {
      names = try FolderListing(folder).files.filter { !$0.hasPrefix(".") }
    } catch {
      throw .folder(folder, error)
    }
    var opened: [ListFile] = []
    for name in names { opened.append(try open(folder + "/" + name)) }
    return lists + ListFile.lists(opened, name: name(of: folder))
  }

  private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// Why a file is no list for an audit.
public enum KeyListFailure: Error, Sendable {
  /// It can't be read.
  case unreadable(FileFailure)
  /// The folder can't be listed.
  case folder(String, SystemFailure)
  /// It is damaged or something else; the path and what is wrong.
  case refused(String, ListError)
}

extension KeyListFailure: CustomStringConvertible {
  /// The path and what is wrong, without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let failure): failure.description
    case .folder(let path, let failure): "\(path): cannot be listed: \(failure)"
    case .refused(let path, let error): "\(path): \(error)"
    }
  }
}
