// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// Finds the files that tests read, from where this file stands.
package enum TestFiles {
  /// The package's own folder.
  package static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file or folder of TestVectors.
  package static func vector(_ path: String) -> URL { package.appending(path: "TestVectors/" + path) }

  /// The files of a folder of TestVectors in the order of their names, tables and notes aside.
  package static func files(_ path: String) -> [URL] {
    let folder = try? FileManager.default.contentsOfDirectory(at: vector(path), includingPropertiesForKeys: nil)
    return (folder ?? []).filter { !["tsv", "json", "md"].contains($0.pathExtension) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// A file or folder beside the package that is not part of it, or nil where it is not there.
  package static func shared(_ path: String) -> URL? {
    let found = package.appending(path: "../shared/" + path).standardizedFileURL
    return FileManager.default.fileExists(atPath: found.path) ? found : nil
  }

  /// The bytes of a file; empty where it cannot be read.
  package static func bytes(_ file: URL) -> [UInt8] {
    (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
  }

  /// The lines of a text file; none where it cannot be read.
  package static func lines(_ file: URL) -> [String] {
    String(decoding: bytes(file), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The rows of a table in TestVectors, without its heading.
  package static func rows(_ path: String) -> [[String]] {
    lines(vector(path)).dropFirst().map { columns($0) }
  }

  /// The columns of a line, separated by tabs.
  package static func columns(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }

  /// Bytes written in hexadecimal; none for anything else than pairs of digits.
  package static func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
