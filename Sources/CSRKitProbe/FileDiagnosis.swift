// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import ProbeBridge

/// The places where a validation file is put by mistake.
struct FilePath {
  /// The scheme, host and port.
  let origin: String
  /// The path without a leading slash.
  let path: String

  /// Reads the URL of a validation file; nil for any other.
  init?(_ url: String) {
    guard let range = url.firstRange(of: "/.well-known/") else { return nil }
    origin = String(url[..<range.lowerBound])
    path = String(url[range.lowerBound...].dropFirst())
  }

  /// Other paths, the most likely first, and what is wrong with each.
  var mistakes: [(path: String, mistake: String)] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = "/" + path.dropLast(name.utf8.count)
    let stem = name.hasSuffix(".txt") ? String(name.dropLast(4)) : name
    return [
      (folder + stem.lowercased() + ".txt", "the name must be in upper case"),
      (folder + name + ".txt", "the extension .txt is there twice"),
      (folder + stem, "the extension .txt is missing"),
      (folder + stem + ".html", "the extension must be .txt"),
      ("/" + name, "it is in the web root"),
      ("/.well-known/" + name, "it is not in the folder pki-validation"),
      ("/.well-known/acme-challenge/" + name, "it is in the folder of another protocol, ACME"),
      ("/pki-validation/" + name, "the folder .well-known is missing"),
      ("/well-known/pki-validation/" + name, "the dot of .well-known is missing"),
    ]
  }
}

/// Why a server returns another status than 200.
enum StatusExplanation {
  private struct Cause: Sendable {
    let kind: ProbeFinding.Kind
    let statuses: Set<Int>
    /// Text of the body in lower case, one of which must occur; empty for any body.
    let words: [String]
    let reason: String
    let remedy: FileFix.Remedy
  }

  /// The first that fits is reported.
  private static let causes = [
    Cause(
      kind: .fileBlocked, statuses: [403, 429, 503],
      words: [
        "just a moment", "attention required", "cf-chl", "captcha", "are you human", "robot", "challenge-platform",
      ],
      reason: "a filter against robots stops the request",
      remedy: .text(
        "let everyone read /.well-known/pki-validation/ without a challenge: the CA's requests come from several networks"
      )),
    Cause(
      kind: .fileBlocked, statuses: [403, 451],
      words: ["country", "region", "geo", "your ip", "firewall", "blocked", "access denied"],
      reason: "a filter of addresses or countries stops the request",
      remedy: .text("let everyone read /.well-known/pki-validation/: the CA's requests come from several countries")),
    Cause(
      kind: .fileLogin, statuses: [401, 407], words: [], reason: "the server asks for a login",
      remedy: .exclude("exclude the file from the login")),
    Cause(
      kind: .fileStatus, statuses: [404, 410], words: [], reason: "there is no file at this path on this server",
      remedy: .writeOrExclude),
    Cause(
      kind: .fileStatus, statuses: [403], words: [],
      reason: "the server denies access, often to names that start with a dot",
      remedy: .exclude("make the file readable for the server, and allow access to it")),
    Cause(
      kind: .fileStatus, statuses: Set(500...599), words: [], reason: "the server or the application behind it fails",
      remedy: .exclude("let the web server send the file itself, not the application behind it")),
  ]

  static func finding(_ answer: FetchAnswer, url: String, _ fix: FileFix) -> ProbeFinding {
    let text = String(decoding: answer.body, as: UTF8.self).lowercased()
    let message = "\(url) returns status \(answer.status) and \(Excerpt.of(answer.body, limit: 60))"
    let cause = causes.first { cause in
      cause.statuses.contains(answer.status) && (cause.words.isEmpty || cause.words.contains { text.contains($0) })
    }
    guard let cause else {
      return ProbeFinding(
        .error, .fileStatus, message,
        fix: "let the server return 200 to everyone, without a login, a filter or a maintenance page")
    }
    return ProbeFinding(.error, cause.kind, "\(message): \(cause.reason)", fix: fix.text(cause.remedy))
  }

  /// Whether a redirect leads to a login page.
  static func isLogin(_ target: String) -> Bool {
    let target = target.lowercased()
    return ["login", "signin", "sign-in", "oauth", "/sso", "/auth"].contains { target.contains($0) }
  }
}

/// Compares a published file with what it should contain.
package enum BodyComparison {
  package static func finding(_ found: [UInt8], expected: String, url: String, _ fix: FileFix) -> ProbeFinding {
    let due = Array(expected.utf8)
    if found == due { return ProbeFinding(.info, .fileReady, "\(url) contains exactly the expected text") }
    if found == due.dropLast() {
      return ProbeFinding(.info, .fileReady, "\(url) contains the expected text without the last newline")
    }
    guard let fault = faults.first(where: { $0.test(found, due) }) else {
      return ProbeFinding(
        .error, .fileBody, "\(url) contains \(Excerpt.of(found)) instead",
        fix: fix.write)
    }
    return ProbeFinding(
      fault.severity, fault.kind, "\(url) \(fault.message)", fix: fix.text(fault.remedy),
      otherToken: fault.kind == .fileOtherToken ? token(of: found) : nil)
  }

  private struct Fault: Sendable {
    let kind: ProbeFinding.Kind
    var severity = ProbeFinding.Severity.error
    let message: String
    var remedy = FileFix.Remedy.write
    let test: @Sendable (_ found: [UInt8], _ due: [UInt8]) -> Bool
  }

  /// The first that matches is reported, so specific ones come first.
  private static let faults = [
    Fault(kind: .fileEmpty, message: "is empty", test: { found, _ in found.isEmpty }),
    Fault(
      kind: .fileCompressed, message: "is compressed although the request did not accept compression",
      remedy: .text("let the server send the file uncompressed"),
      test: { found, _ in found.starts(with: [0x1F, 0x8B]) }),
    Fault(
      kind: .fileUTF16, message: "is encoded in UTF-16",
      test: { found, _ in
        found.starts(with: [0xFF, 0xFE]) || found.starts(with: [0xFE, 0xFF]) || found.prefix(2).contains(0)
      }),
    Fault(
      kind: .fileByteOrderMark, message: "starts with a byte order mark",
      test: { found, _ in found.starts(with: [0xEF, 0xBB, 0xBF]) }),
    Fault(
      kind: .fileLineEnds, severity: .warning,
      message: "differs only in line endings or spaces; whether the CA accepts that is not documented",
      test: { found, due in words(found) == words(due) }),
    Fault(
      kind: .fileLetterCase, severity: .warning,
      message: "differs only in upper and lower case; whether the CA accepts that is not documented",
      test: { found, due in lowercased(found) == lowercased(due) }),
    Fault(
      kind: .fileOldDomain, message: "has comodoca.com in its second line, the former domain of the CA",
      test: { found, due in
        let (have, want) = (lowercased(found), lowercased(due))
        return have.first == want.first && have.count > 1 && have[1] == "comodoca.com"
      }),
    Fault(
      kind: .fileOtherToken, message: "lacks the uniqueValue of the order, or has another one",
      test: { found, due in
        let (have, want) = (lowercased(found), lowercased(due))
        return have.prefix(2) == want.prefix(2) && have.count <= 3
      }),
    Fault(
      kind: .fileTruncated, message: "does not contain the complete SHA-256",
      test: { found, due in
        guard let have = lowercased(found).first, let want = lowercased(due).first else { return false }
        return have != want && have.utf8.count >= 16 && (want.hasPrefix(have) || want.hasSuffix(have))
      }),
    Fault(
      kind: .fileOtherToken, message: "contains the token of another request or another uniqueValue",
      test: { found, _ in isToken(found) }),
    Fault(
      kind: .fileLogin, message: "contains a login page instead of the file",
      remedy: .exclude("exclude the file from the login"),
      test: { found, _ in isHTML(found) && contains(found, ["type=\"password\"", "type='password'", "type=password"]) }),
    Fault(
      kind: .fileBlocked, message: "contains a challenge for robots instead of the file",
      remedy: .text("let everyone read /.well-known/pki-validation/ without a challenge"),
      test: { found, _ in
        isHTML(found) && contains(found, ["just a moment", "captcha", "cf-chl", "challenge-platform"])
      }),
    Fault(
      kind: .fileHTML, message: "contains an error page with status 200 instead of the file",
      remedy: .writeOrExclude,
      test: { found, _ in isHTML(found) && contains(found, ["not found", "404", "error"]) }),
    Fault(
      kind: .fileHTML, message: "contains a web page instead of the file",
      remedy: .exclude("exclude the file from the application's rewrites"),
      test: { found, _ in isHTML(found) }),
  ]

  private static func isHTML(_ bytes: [UInt8]) -> Bool { bytes.first { $0 > 0x20 } == UInt8(ascii: "<") }

  private static func contains(_ bytes: [UInt8], _ words: [String]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    return words.contains { text.contains($0) }
  }

  private static func words(_ bytes: [UInt8]) -> [String] {
    bytes.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func lowercased(_ bytes: [UInt8]) -> [String] { words(bytes).map { $0.lowercased() } }

  private static func token(of bytes: [UInt8]) -> TokenKey? {
    let words = words(bytes)
    guard isToken(bytes) else { return nil }
    let uniqueValue = words.count > 2 ? try? UniqueValue(words[2]) : nil
    return try? TokenKey(sha256: words[0].lowercased(), uniqueValue: uniqueValue)
  }

  private static func isToken(_ bytes: [UInt8]) -> Bool {
    let words = lowercased(bytes)
    return (2...3).contains(words.count) && words[0].utf8.count == 64
      && words[0].allSatisfy(\.isHexDigit) && ["sectigo.com", "comodoca.com"].contains(words[1])
  }
}
