// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Dispatch
import Synchronization

/// What every ledger must do, as checks of any store.
enum LedgerConformance {
  /// One requirement and its check.
  struct Check<Subject>: Sendable, CustomStringConvertible {
    /// The requirement as a sentence.
    let description: String
    private let body: @Sendable (Subject) throws -> Bool

    init(_ description: String, _ body: @escaping @Sendable (Subject) throws -> Bool) {
      self.description = description
      self.body = body
    }

    /// Whether a ledger, empty or not, meets the requirement.
    func holds(for subject: Subject) throws -> Bool { try body(subject) }
  }

  /// An entry of a request that no other check uses.
  static func entry(
    _ value: String? = nil, request: String = digest(), reference: String? = nil, time: Int64 = 1_795_000_000
  ) throws -> LedgerEntry {
    let key = try TokenKey(sha256: request, uniqueValue: value.map { try UniqueValue($0) })
    return try LedgerEntry(key: key, reference: reference, time: time)
  }

  /// A random digest in lower-case hexadecimal.
  static func digest() -> String {
    (0..<32).map { _ in UInt8.random(in: 0...255) }.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension LedgerConformance {
  /// The requirements of ``TokenLedger``.
  static let checks: [Check<any TokenLedger>] = [
    Check("a new token is recorded and returned unchanged") { ledger in
      let entry = try entry("oDA7uXM0", reference: "order 1")
      guard try ledger.record(entry) == .recorded else { return false }
      return try ledger.entry(of: entry.key) == entry
    },
    Check("a known token returns its first use, which does not change") { ledger in
      let first = try entry("a", reference: "first")
      let second = try LedgerEntry(key: first.key, reference: "second", time: first.time + 1)
      _ = try ledger.record(first)
      guard try ledger.record(second) == .known(first) else { return false }
      return try ledger.entry(of: first.key) == first
    },
    Check("a token without a uniqueValue is a separate token") { ledger in
      let plain = try entry()
      guard try ledger.record(plain) == .recorded else { return false }
      guard try ledger.record(try entry("x", request: plain.key.sha256)) == .recorded else { return false }
      return try ledger.record(plain) == .known(plain)
    },
    Check("a uniqueValue is case-sensitive") { ledger in
      let lower = try entry("abc")
      _ = try ledger.record(lower)
      return try ledger.record(try entry("ABC", request: lower.key.sha256)) == .recorded
    },
    Check("an unknown token is not found") { ledger in try ledger.entry(of: try entry("a").key) == nil },
    Check("the entries of a request are in order of recording") { ledger in
      let request = digest()
      let entries = try ["c", "a", "b"].map { try entry($0, request: request) }
      for entry in entries { _ = try ledger.record(entry) }
      return try ledger.entries(ofRequest: request) == entries
    },
    Check("a reference keeps all characters, including quotation marks") { ledger in
      for text in ["'; DROP TABLE ledger; --", "b\u{FC}cher \u{1F600}", " \t\n\\ %00 $1 ?", "-", "a b"] {
        let reference = "\(text)\(digest())"
        let entry = try entry("a", reference: reference)
        _ = try ledger.record(entry)
        guard try ledger.entries(ofReference: reference) == [entry] else { return false }
      }
      return try ledger.isUnique(reference: digest())
    },
    Check("pages of rows contain every entry once, in order") { ledger in
      let request = digest()
      for number in 0..<25 { _ = try ledger.record(try entry("v\(number)", request: request)) }
      var (rows, last): ([LedgerRow], Int64) = ([], 0)
      while true {
        let page = try ledger.rows(after: last, limit: 7)
        guard let end = page.last else { break }
        guard page.count <= 7, zip(page, page.dropFirst()).allSatisfy({ $0.number < $1.number }) else { return false }
        rows += page
        last = end.number
      }
      let values = rows.filter { $0.entry.key.sha256 == request }.compactMap { $0.entry.key.uniqueValue?.text }
      return values == (0..<25).map { "v\($0)" }
    },
    Check("of concurrent callers exactly one records a token") { ledger in
      let entry = try entry("race")
      let recorded = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 32) { _ in
        if (try? ledger.record(entry)) == .recorded { recorded.withLock { $0 += 1 } }
      }
      return recorded.withLock { $0 } == 1
    },
    Check("a generated value for a known request is unused") { ledger in
      let known = try entry("known")
      _ = try ledger.record(known)
      guard let value = try ledger.freshValue(forRequest: known.key.sha256) else { return false }
      return try ledger.record(try entry(value.text, request: known.key.sha256)) == .recorded
    },
  ]
}
