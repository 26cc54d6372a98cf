// SPDX-License-Identifier: Apache-2.0
package import KeyAudit
package import SystemBridge

/// Opens lists of known keys for an audit.
package enum KeyLists {
  /// The embedded lists: published private keys and Debian weak keys (CVE-2008-0166).
  ///
  /// Only the headers are read; records are read when a key is looked up.
  package static func embedded() -> [any KeyList] { ListFile.lists(hashes) }

  /// The embedded files of hashes and fingerprints, with their names.
  private static var hashes: [(name: String, file: ListFile)] {
    let published = (try? Segment(FixedBytes(.publishedKeys))).map { ListFile.segment($0) }
    return [("published keys", published)].compactMap { name, file in file.map { (name, $0) } }
      + DebianSet.embedded.map { ("Debian \($0.type.rawValue)", .debian($0)) }
  }

  /// The embedded primes, each shared by at least two published keys. A look-up takes several times as long as in all
  /// other lists.
  private static func primes(
    _ open: (FixedBytes, String) throws(ListError) -> SharedPrimeList
  ) -> [(name: String, file: ListFile)] {
    let name = "shared primes"
    return (try? open(FixedBytes(.sharedPrimes), name)).map { [(name, .primes($0))] } ?? []
  }

  /// The embedded primes that published keys share; a look-up takes a third of a millisecond.
  package static func sharedPrimes() -> [any KeyList] { ListFile.lists(primes(SharedPrimeFile.open)) }

  /// The embedded files with their names; the checksum of the primes is verified.
  package static var embeddedFiles: [(name: String, file: ListFile)] { hashes + primes(SharedPrimeFile.read) }

  /// Maps a file into memory and detects its format from the first bytes.
  package static func open(_ path: String) throws(KeyListFailure) -> ListFile {
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

  /// The embedded lists, then those in a folder in the order of their names, then files.
  ///
  /// All lists of hashes are merged in this order; a list of removals removes keys from the lists before it.
  ///
  /// - Parameters:
  ///   - files: the paths of lists.
  ///   - folder: a folder of lists; files whose names start with a full stop are skipped.
  ///   - includesSharedPrimes: whether the embedded primes are included.
  package static func all(
    files: [String], folder: String?, includesSharedPrimes: Bool = false
  ) throws(KeyListFailure) -> [any KeyList] {
    var opened = includesSharedPrimes ? hashes + primes(SharedPrimeFile.open) : hashes
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

/// Why a list cannot be used.
package enum KeyListFailure: Error, Sendable {
  /// The file cannot be read.
  case unreadable(FileFailure)
  /// The folder cannot be listed.
  case folder(String, SystemFailure)
  /// The file is damaged or not a list: the path and the reason.
  case refused(String, ListError)
  /// The list has a different kind than needed.
  case unsuitable(String, ListFile, needed: String)
}

extension KeyListFailure: CustomStringConvertible {
  /// A sentence without a full stop.
  package var description: String {
    switch self {
    case .unreadable(let failure): "cannot read \(failure)"
    case .folder(let path, let failure): "cannot list the folder \(path): \(failure)"
    case .refused(let path, let error): "invalid list \(path): \(error)"
    case .unsuitable(let path, let file, let needed): "unsuitable list \(path): it is \(file), but \(needed) is needed"
    }
  }
}
