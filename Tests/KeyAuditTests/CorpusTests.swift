// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import Testing

/// Weak keys of public test suites, with the results of badkeys in vectors.tsv. They are not part of the project.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: Vectors.corpus.path)))
struct CorpusTests {
  /// The names of badkeys' findings and the identifiers of the corresponding checks.
  private static let names: [String: String] = [
    "roca": "roca", "smallfactors": "small-factors", "smalld": "small-private-exponent", "rsapoly": "short-sleeve",
    "pattern": "repeated-bytes", "xzbackdoor": "xz-backdoor", "rsabias": "biased-modulus",
  ]
  private static let warnings: [String: String] = [
    "too_small": "rsa-too-small", "extremely_small": "rsa-too-small", "not_multiple_of_8": "rsa-odd-size",
    "exponent_3": "rsa-exponent-unusual", "exponent_not_65537": "rsa-exponent-unusual",
  ]
  /// What only CSRKit finds, by file.
  private static let more: [String: (check: String, verdict: KeyVerdict.Outcome)] = [
    "badkeys-tests/rsa-nprime.key": ("prime-modulus", .compromised),
    "badkeys-tests/rsa-fermat-pkcs1.key": ("prime-power", .compromised),
    "badkeys-tests/rsa-e1.key": ("rsa-exponent-invalid", .invalid),
    "badkeys-tests/rsa-e-larger-n.key": ("rsa-exponent-invalid", .invalid),
    "badkeys-tests/rsanzero.key": ("rsa-modulus-invalid", .invalid),
    "badkeys-tests/rsazerozero.key": ("rsa-exponent-invalid", .invalid),
    "badkeys-tests/ecdsa-explicit-pub.key": ("ec-explicit-parameters", .invalid),
  ]

  /// A file and badkeys' findings, if it is in vectors.tsv.
  struct Entry: Sendable, CustomTestStringConvertible {
    let path: String
    let findings: [String: String]?

    var testDescription: String { path }
  }

  static let entries: [Entry] = {
    let folders = ["badkeys-tests": "tests/data/", "pwnedkeys": "pwned/", "roca": "roca/", "rfc": "rfc/"]
    let table = (try? String(contentsOf: Vectors.corpus.appending(path: "vectors.tsv"), encoding: .utf8)) ?? ""
    var findings: [String: [String: String]] = [:]
    for row in table.split(separator: "\n").map({ $0.split(separator: "\t", omittingEmptySubsequences: false) }) {
      let object = try? JSONSerialization.jsonObject(with: Data(row[5].utf8)) as? [String: Any]
      findings[String(row[0])] = row[1] == "unparseable" ? nil : object?.mapValues { "\($0)" }
    }
    let files = FileManager.default.enumerator(atPath: Vectors.corpus.path)?.compactMap { $0 as? String } ?? []
    return files.sorted().compactMap { path in
      guard let slash = path.firstIndex(of: "/"), let prefix = folders[String(path[..<slash])] else { return nil }
      return Entry(path: path, findings: findings[prefix + path[path.index(after: slash)...]])
    }
  }()

  private static func audit(_ path: String, _ options: AuditOptions = .thorough) throws -> KeyVerdict? {
    guard let bytes = try? CorpusKey.read(Vectors.corpus.appending(path: path)) else { return nil }
    return try? KeyAudit.audit(alone: bytes, options: options)
  }

  @Test func `the audit finds everything that badkeys finds`() throws {
    var compared = 0
    for entry in Self.entries {
      guard let findings = entry.findings, let verdict = try Self.audit(entry.path) else { continue }
      compared += 1
      let checks = Set(verdict.hits.map(\.check.description))
      for (name, detail) in findings {
        let expected =
          switch (name, detail) {
          case ("fermat", "square"): "prime-power"
          case ("fermat", _): "fermat"
          case ("rsawarnings", _): Self.warnings[detail]
          default: Self.names[name]
          }
        // Shared primes require a list of primes, and unusual but allowed sizes are not reported.
        guard let expected else { continue }
        #expect(checks.contains(expected), "\(entry.path): \(name)")
      }
      if findings.isEmpty, Self.more[entry.path] == nil {
        #expect(verdict.outcome == .clean, "\(entry.path)")
      }
    }
    #expect(compared > 45)
  }

  @Test func `the audit finds prime moduli, exponents of one and other defects that badkeys does not find`() throws {
    for (path, expected) in Self.more {
      let verdict = try #require(try Self.audit(path), "\(path)")
      #expect(verdict.outcome == expected.verdict, "\(path)")
      #expect(verdict.hits.contains { $0.check.description == expected.check }, "\(path)")
    }
  }

  @Test(arguments: [
    ("cert01.pem", false), ("cert02.pem", false), ("cert03.pem", false), ("cert04.pem", true), ("cert05.pem", true),
    ("cert06.pem", false), ("csr05.pem", true), ("mod01.txt", true), ("mod02.txt", true), ("mod03.txt", true),
    ("mod04.txt", false), ("mod05.txt", false), ("mod06.txt", false), ("mod07.txt", false), ("mod08.txt", true),
    ("mod09.txt", true), ("privkey05.pem", true), ("pubkey03.pem", true), ("ssh06.pub", true),
  ])
  func `the ROCA vectors are classified correctly`(file: String, isWeak: Bool) throws {
    let verdict = try #require(try Self.audit("roca/" + file))
    #expect(verdict.hits.contains { $0.check == "roca" } == isWeak)
  }

  @Test func `a deep audit finds nothing in strong keys`() throws {
    for path in ["badkeys-tests/rsa-ok.key", "rfc/rsa2048-rfc9500.key", "roca/cert03.pem", "pwnedkeys/rsa2048_csr.pem"]
    {
      #expect(try Self.audit(path, .deep)?.outcome == .clean)
    }
  }
}
