// SPDX-License-Identifier: Apache-2.0

/// Compares a published file with what it should contain.
package enum BodyComparison {
  package static func finding(_ found: [UInt8], expected: String, url: String) -> ProbeFinding {
    let due = Array(expected.utf8)
    if found == due { return ProbeFinding(.info, .fileReady, "\(url) contains exactly the expected text") }
    if found == due.dropLast() {
      return ProbeFinding(.info, .fileReady, "\(url) contains the expected text without the last newline")
    }
    guard let fault = faults.first(where: { $0.test(found, due) }) else {
      return ProbeFinding(
        .error, .fileBody, "\(url) contains \(Excerpt.of(found)) instead",
        fix: "write the file again with csrkit dcv --write, and check that the server sends it unchanged")
    }
    return ProbeFinding(fault.severity, fault.kind, "\(url) \(fault.message)", fix: fault.fix)
  }

  private struct Fault: Sendable {
    let kind: ProbeFinding.Kind
    var severity = ProbeFinding.Severity.error
    let message: String
    let fix: String
    let test: @Sendable (_ found: [UInt8], _ due: [UInt8]) -> Bool
  }

  /// The first that matches is reported, so specific ones come first.
  private static let faults = [
    Fault(
      kind: .fileEmpty, message: "is empty", fix: "write the file again with csrkit dcv --write",
      test: { found, _ in found.isEmpty }),
    Fault(
      kind: .fileCompressed, message: "is compressed although the request did not accept compression",
      fix: "let the server send the file uncompressed", test: { found, _ in found.starts(with: [0x1F, 0x8B]) }),
    Fault(
      kind: .fileUTF16, message: "is encoded in UTF-16", fix: "save the file as plain ASCII",
      test: { found, _ in
        found.starts(with: [0xFF, 0xFE]) || found.starts(with: [0xFE, 0xFF]) || found.prefix(2).contains(0)
      }),
    Fault(
      kind: .fileByteOrderMark, message: "starts with a byte order mark",
      fix: "save the file as plain ASCII without one", test: { found, _ in found.starts(with: [0xEF, 0xBB, 0xBF]) }),
    Fault(
      kind: .fileLineEnds, severity: .warning,
      message: "differs only in line endings or spaces; whether the CA accepts that is not documented",
      fix: "save the file with LF line endings, as csrkit dcv --write does",
      test: { found, due in words(found) == words(due) }),
    Fault(
      kind: .fileOtherToken, message: "contains the token of another request or another uniqueValue",
      fix: "publish the file that belongs to this order", test: { found, _ in isToken(found) }),
    Fault(
      kind: .fileHTML, message: "contains a web page instead of the file",
      fix: "exclude /.well-known/pki-validation/ from the application's rewrites (csrkit dcv --format nginx or apache)",
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
