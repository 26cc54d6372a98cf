// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import KeyAudit
import Testing

/// docs/key-checks.md compared with the catalog of checks and, if the corpus is next to the checkout, with the weak
/// keys of public test suites.
@Suite struct KeyChecksDocumentTests {
  static let document =
    (try? String(contentsOf: Shared.root.appendingPathComponent("docs/key-checks.md"), encoding: .utf8)) ?? ""
  static let vectors = Shared.corpus.appendingPathComponent("keys/vectors")

  /// A row of the comparison: a file, the results of badkeys and of the audit, and why they differ.
  struct Row: Sendable, Hashable, CustomTestStringConvertible {
    let path, theirs, ours, reason: String

    var testDescription: String { path }
  }

  static let rows: [Row] = document.components(separatedBy: "## Compared with badkeys").dropFirst().joined()
    .split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      return Row(
        path: cells[0].trimmingCharacters(in: ["`"]), theirs: cells.count > 1 ? cells[1] : "",
        ours: cells.count > 2 ? cells[2] : "", reason: cells.count > 3 ? cells[3].trimmingCharacters(in: [" "]) : "")
    }

  /// The findings of badkeys 0.0.21 by path; nil if it reads no key.
  static let findings: [String: [String: String]?] = {
    let folders = ["tests/data/": "badkeys-tests/", "pwned/": "pwnedkeys/", "roca/": "roca/"]
    let table = (try? String(contentsOf: vectors.appendingPathComponent("vectors.tsv"), encoding: .utf8)) ?? ""
    var findings: [String: [String: String]?] = [:]
    for row in table.split(separator: "\n").map({ $0.split(separator: "\t", omittingEmptySubsequences: false) }) {
      guard let folder = folders.first(where: { row[0].hasPrefix($0.key) }) else { continue }
      let object = try? JSONSerialization.jsonObject(with: Data(row[5].utf8)) as? [String: Any]
      let isRead = row[1] != "unparseable" && row[1] != "unsupported"
      findings[folder.value + row[0].dropFirst(folder.key.count)] = .some(isRead ? object?.mapValues { "\($0)" } : nil)
    }
    return findings
  }()

  static func theirs(_ path: String) -> String {
    guard let finding = findings[path] else { return "not tested" }
    guard let finding else { return "not read" }
    let names = finding.sorted { $0.key < $1.key }.map { $0.value == "1" ? $0.key : "\($0.key) \($0.value)" }
    return names.isEmpty ? "clean" : names.joined(separator: ", ")
  }

  static let lists = (try? KeyLists.all(files: [], folder: nil, includesSharedPrimes: true)) ?? []

  static func ours(_ path: String) throws -> String {
    let bytes = try Shared.bytes(vectors.appendingPathComponent(path))
    let material = KeyInput.read(bytes)
    let keys = material.keys.isEmpty ? (try? KeyInput.moduli(bytes)) ?? [] : material.keys
    let auditor = KeyAuditor(options: .thorough, lists: lists)
    let verdicts = keys.enumerated().compactMap { index, key in
      KeyReport(key, name: path, index: index, auditor: auditor)?.verdict
    }
    guard !verdicts.isEmpty else { return material.fake > 0 ? "fake" : "not read" }
    return verdicts.map { verdict in
      ([verdict.outcome.rawValue] + verdict.hits.map(\.check.description)).joined(separator: " ")
    }.joined(separator: "; ")
  }

  @Test func `the table of checks is the output of the catalog`() {
    let isCurrent = Self.document.contains("\n\n" + CheckListing.markdown + "\n")
    #expect(
      isCurrent,
      "out of date: the table that csrkit catalog checks --format markdown prints is not in docs/key-checks.md")
  }

  @Test(.enabled(if: Shared.hasCorpus, "the corpus is not next to the checkout"))
  func `the document contains all keys of the public test suites`() {
    let files = FileManager.default.enumerator(atPath: Self.vectors.path)?.compactMap { $0 as? String } ?? []
    let keys = files.filter { $0.contains(".") && !$0.hasSuffix(".tsv") && !$0.hasSuffix(".pkbf") }
    #expect(keys.count > 100)
    #expect(Set(Self.rows.map(\.path)) == Set(keys))
  }

  @Test(.enabled(if: Shared.hasCorpus, "the corpus is not next to the checkout"), arguments: rows)
  func `a row contains the results of badkeys and of the audit, and why they differ`(row: Row) throws {
    #expect(row.theirs == Self.theirs(row.path))
    #expect(row.ours == (try Self.ours(row.path)))
    guard row.theirs != "not tested" else { return }
    let isSame =
      row.theirs == "not read" || row.ours == "not read"
      ? row.theirs == row.ours : Self.checks(row.theirs) == Set(row.ours.split(separator: " ").dropFirst())
    #expect(isSame || !row.reason.isEmpty)
  }

  /// The checks that correspond to the findings of badkeys.
  static let names: [String: String] = [
    "fermat": "fermat", "fermat square": "prime-power", "roca": "roca", "sharedprimes": "shared-prime",
    "smallfactors corrupt": "small-factors", "smallfactors valid": "small-factors",
    "smalld": "small-private-exponent", "rsapoly": "short-sleeve", "rsapoly nautilus": "short-sleeve",
    "rsapoly completeftp": "short-sleeve", "pattern": "repeated-bytes", "xzbackdoor": "xz-backdoor",
    "rsabias vanity": "biased-modulus", "rsawarnings too_small": "rsa-too-small",
    "rsawarnings extremely_small": "rsa-too-small", "rsawarnings not_multiple_of_8": "rsa-odd-size",
    "rsawarnings exponent_3": "rsa-exponent-unusual", "rsawarnings exponent_not_65537": "rsa-exponent-unusual",
  ]

  /// The checks that correspond to a result of badkeys; an unusual but allowed size is not a finding.
  static func checks(_ theirs: String) -> Set<Substring> {
    guard !["clean", "not read", "not tested"].contains(theirs) else { return [] }
    let findings = theirs.components(separatedBy: ", ").filter { $0 != "rsawarnings unusual_keysize" }
    return Set(findings.map { Substring(names[$0] ?? "unknown: \($0)") })
  }

  @Test func `no finding of badkeys is missed`() {
    #expect(Self.rows.filter { !Self.checks($0.theirs).isEmpty }.count > 20)
    for row in Self.rows {
      #expect(Self.checks(row.theirs).isSubset(of: row.ours.split(separator: " ")), "\(row.path)")
    }
  }
}
