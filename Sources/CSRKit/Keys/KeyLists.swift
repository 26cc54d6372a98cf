// SPDX-License-Identifier: Apache-2.0
public import KeyAudit
public import SystemBridge

/// Lists of known keys, opened for an audit.
public enum KeyLists {
  /// The lists inside the program: published keys and the keys of CVE-2008-0166.
  ///
  /// Only their headers are read; a list's records are when a key is looked up.
  public static func embedded() -> [any KeyList] { ListFile.lists(hashes) }

  /// The files of hashes and fingerprints inside the program with their names.
  private static var hashes: [(name: String, file: ListFile)] {
    let published = (try? Segment(FixedBytes(.publishedKeys))).map { ListFile.segment($0) }
    return [("published keys", published)].compactMap { name, file in file.map { (name, $0) } }
      + DebianSet.embedded.map { ("Debian \($0.type.rawValue)", .debian($0)) }
  }

  /// The primes inside the program, which two or more published keys have in common. A look-up takes several times as
  /// long as in all other lists.
  private static func primes(
    _ open: (FixedBytes, String) throws(ListError) -> SharedPrimeList
  ) -> [(name: String, file: ListFile)] {
    let name = "shared primes"
    return (try? open(FixedBytes(.sharedPrimes), name)).map { [(name, .primes($0))] } ?? []
  }

  /// The files inside the program with their names; all of the primes is read and held against its checksum.
  public static var embeddedFiles: [(name: String, file: ListFile)] { hashes + primes(SharedPrimeFile.read) }

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

  /// The lists inside the program, then those of a folder in the order of their names, then those of files.
  ///
  /// All lists of hashes become one in this order, so that a removal takes from what stands before it.
  ///
  /// - Parameters:
  ///   - files: the lists, each by its path.
  ///   - folder: a folder whose files are all lists; those whose names start with a full stop are passed over.
  ///   - hasTime: whether the primes inside the program are asked as well.
  public static func all(
    files: [String], folder: String?, hasTime: Bool = false
  ) throws(KeyListFailure) -> [any KeyList] {
    var opened = hasTime ? hashes + primes(SharedPrimeFile.open) : hashes
    for path in try paths(in: folder) + files { opened.append((name(of: path), try open(path))) }
    return ListFile.lists(opened)
  }

  private static func paths(in folder: String?) throws(KeyListFailure) -> [String] {
    guard let folder, !folder.isEmpty else { return [] }
    do throws(SystemFailure) {
      return try FolderListing(folder).files.filter { !$0.hasPrefix(".") }.map { folder + "/" + $0 }
    } catch {
      throw .folder(folder, error)
    }
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
  /// It is a list, and not of the kind that is needed.
  case unsuitable(String, ListFile, needed: String)
}

extension KeyListFailure: CustomStringConvertible {
  /// The path and what is wrong, without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let failure): failure.description
    case .folder(let path, let failure): "\(path): cannot be listed: \(failure)"
    case .refused(let path, let error): "\(path): \(error)"
    case .unsuitable(let path, let file, let needed): "\(path): is \(file); \(needed) is needed"
    }
  }
}
