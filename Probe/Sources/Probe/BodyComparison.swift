// SPDX-License-Identifier: Apache-2.0

/// What a file's content is, held against what it should be.
package enum BodyComparison {
  /// The finding for a content.
  package static func finding(_ found: [UInt8], expected: String, url: String) -> ProbeFinding {
    let due = Array(expected.utf8)
    if found == due { return ProbeFinding(.info, "file.ready", "\(url) holds exactly what it should") }
    if found == due.dropLast() {
      return ProbeFinding(.info, "file.ready", "\(url) holds what it should, without the last newline")
    }
    let fault = kinds.first { $0.test(found, due) }
    guard let fault else {
      return ProbeFinding(
        .error, "file.body", "\(url) holds \(ShownText.excerpt(found)) instead",
        fix: "write the file anew with csrkit dcv --write, and see that the server sends it as it is")
    }
    return ProbeFinding(fault.severity, fault.identifier, "\(url) \(fault.message)", fix: fault.fix)
  }

  private struct Kind: Sendable {
    let identifier: String
    let severity: ProbeFinding.Severity
    let message: String
    let fix: String
    let test: @Sendable ([UInt8], [UInt8]) -> Bool
  }

  /// From the special to the general.
  private static let kinds = [
    Kind(
      identifier: "file.empty", severity: .error, message: "is empty", fix: "write the file anew",
      test: { found, _ in found.isEmpty }),
    Kind(
      identifier: "file.compressed", severity: .error, message: "is compressed although nobody asked for that",
      fix: "let the server send the file as it is", test: { found, _ in found.starts(with: [0x1F, 0x8B]) }),
    Kind(
      identifier: "file.utf-16", severity: .error, message: "is in UTF-16", fix: "save the file as plain ASCII",
      test: { found, _ in
        found.starts(with: [0xFF, 0xFE]) || found.starts(with: [0xFE, 0xFF]) || found.prefix(2).contains(0)
      }),
    Kind(
      identifier: "file.byte-order-mark", severity: .error, message: "begins with a byte order mark",
      fix: "save the file as plain ASCII without one", test: { found, _ in found.starts(with: [0xEF, 0xBB, 0xBF]) }),
    Kind(
      identifier: "file.line-ends", severity: .warning,
      message: "differs in its line ends or spaces only; how the CA takes that is not written down",
      fix: "save the file with LF line ends, as csrkit dcv --write does",
      test: { found, due in words(found) == words(due) }),
    Kind(
      identifier: "file.other-token", severity: .error,
      message: "holds the token of another request or another uniqueValue",
      fix: "write the file that belongs to this order", test: { found, _ in isToken(found) }),
    Kind(
      identifier: "file.html", severity: .error, message: "holds a web page instead of the file",
      fix:
        "keep the application's rewrites away from /.well-known/pki-validation/ (csrkit dcv --format nginx or apache)",
      test: { found, _ in found.first { $0 > 0x20 } == UInt8(ascii: "<") }),
  ]

  private static func words(_ bytes: [UInt8]) -> [String] {
    bytes.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self).lowercased() }
  }

  private static func isToken(_ bytes: [UInt8]) -> Bool {
    let words = words(bytes)
    return (2...3).contains(words.count) && words[0].utf8.count == 64
      && words[0].allSatisfy(\.isHexDigit) && ["sectigo.com", "comodoca.com"].contains(words[1])
  }
}
