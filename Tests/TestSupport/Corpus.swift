// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A request of the corpus that lies beside the project on some machines, with what other readers made of it.
package struct CorpusRequest: Sendable {
  /// The file's path in the corpus.
  package let path: String
  /// The request, cut out of its wrapping.
  package let der: [UInt8]
  /// The file as it is.
  package let file: [UInt8]
  private let columns: [String: String]

  /// A column of the corpus's manifest; empty where it has none.
  package subscript(column: String) -> String { columns[column] ?? "" }

  /// The requests that some version of OpenSSL decodes; none where the corpus is not there.
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

  /// The first request in PEM, or the whole text as Base64.
  package static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self).replacing("\\n", with: "\n").replacing("\\r", with: "")
    if let begin = text.firstRange(of: "CERTIFICATE REQUEST-----") {
      text = String(text[begin.upperBound...].prefix { $0 != "-" })
    }
    return base64(text)
  }

  /// Every digit counts, whatever stands between; a rest of fewer than eight bits is dropped.
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
