// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Testing

/// Finds the files that tests read, relative to this source file.
package enum TestFiles {
  /// The package's own folder.
  package static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file or folder of TestVectors.
  package static func vector(_ path: String) -> URL { package.appending(path: "TestVectors/" + path) }

  /// The files of a folder of TestVectors in order of their names, except tables and notes.
  package static func files(_ path: String) -> [URL] {
    let folder = try? FileManager.default.contentsOfDirectory(at: vector(path), includingPropertiesForKeys: nil)
    return (folder ?? []).filter { !["tsv", "json", "md"].contains($0.pathExtension) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// A file or folder next to the package that is not part of it, or nil if it does not exist.
  package static func shared(_ path: String) -> URL? {
    let found = package.appending(path: "../shared/" + path).standardizedFileURL
    return FileManager.default.fileExists(atPath: found.path) ? found : nil
  }

  /// The bytes of a file; empty if it cannot be read.
  package static func bytes(_ file: URL) -> [UInt8] {
    (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
  }

  /// The lines of a text file; empty if it cannot be read.
  package static func lines(_ file: URL) -> [String] {
    String(decoding: bytes(file), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The rows of a table in TestVectors, without its header.
  package static func rows(_ path: String) -> [[String]] {
    lines(vector(path)).dropFirst().map { columns($0) }
  }

  /// The tab-separated columns of a line.
  package static func columns(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }

  /// Bytes from hexadecimal; empty if there are no pairs of digits.
  package static func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

/// A request of the corpus, which some machines have next to the project, with the results of other decoders.
package struct CorpusRequest: Sendable {
  /// The file's path in the corpus.
  package let path: String
  /// The DER of the request.
  package let der: [UInt8]
  /// The unmodified file.
  package let file: [UInt8]
  private let columns: [String: String]

  /// A column of the corpus manifest; empty if there is none.
  package subscript(column: String) -> String { columns[column] ?? "" }

  /// The requests that some version of OpenSSL decodes; empty without the corpus.
  package static let decodable: [CorpusRequest] = all.filter { request in
    ["openssl_der", "openssl35_der"].contains { request[$0] == "ok" }
  }

  package static let all: [CorpusRequest] = {
    guard let folder = TestFiles.shared("corpus/csr") else { return [] }
    let lines = TestFiles.lines(folder.appending(path: "MANIFEST.tsv")).map { TestFiles.columns($0) }
    guard let names = lines.first else { return [] }
    return lines.dropFirst().map { line in
      let columns = Dictionary(zip(names, line), uniquingKeysWith: { first, _ in first })
      let path = columns["path"] ?? ""
      let bytes = TestFiles.bytes(folder.appending(path: path))
      let der = columns["form"] == "der" ? bytes : unwrapped(bytes)
      return CorpusRequest(path: path, der: der, file: bytes, columns: columns)
    }
  }()

  /// The first request in PEM, or the complete text as Base64.
  package static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self).replacing("\\n", with: "\n").replacing("\\r", with: "")
    if let begin = text.firstRange(of: "CERTIFICATE REQUEST-----") {
      text = String(text[begin.upperBound...].prefix { $0 != "-" })
    }
    return base64(text)
  }

  /// Ignores everything except Base64 digits; drops a rest of fewer than eight bits.
  private static func base64(_ text: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var (bytes, pending, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    for digit in text.utf8 {
      guard let value = alphabet.firstIndex(of: digit) else { continue }
      pending = pending << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> count))
    }
    return bytes
  }
}

extension CorpusRequest: CustomTestStringConvertible {
  package var testDescription: String { path }
}
