// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Dispatch
internal import Synchronization

extension LedgerConformance {
  /// All demands.
  public static let checks: [Check] = [
    Check("a new token is recorded and found again as it was") { ledger in
      let entry = try entry("oDA7uXM0", reference: "order 1")
      guard try ledger.record(entry) == .recorded else { return false }
      return try ledger.entry(of: entry.key) == entry
    },
    Check("a token that is there is told with its first use, which stays as it was") { ledger in
      let first = try entry("a", reference: "first")
      let second = try LedgerEntry(key: first.key, reference: "second", time: first.time + 1)
      _ = try ledger.record(first)
      guard try ledger.record(second) == .known(first) else { return false }
      return try ledger.entry(of: first.key) == first
    },
    Check("a token without a uniqueValue is one token, and none of those with one") { ledger in
      let plain = try entry()
      guard try ledger.record(plain) == .recorded else { return false }
      guard try ledger.record(try entry("x", request: plain.key.sha256)) == .recorded else { return false }
      return try ledger.record(plain) == .known(plain)
    },
    Check("the case of letters makes another uniqueValue") { ledger in
      let lower = try entry("abc")
      _ = try ledger.record(lower)
      return try ledger.record(try entry("ABC", request: lower.key.sha256)) == .recorded
    },
    Check("an unknown token is not found") { ledger in try ledger.entry(of: try entry("a").key) == nil },
    Check("the entries of a request come in order of recording") { ledger in
      let request = digest()
      let entries = try ["c", "a", "b"].map { try entry($0, request: request) }
      for entry in entries { _ = try ledger.record(entry) }
      return try ledger.entries(ofRequest: request) == entries
    },
    Check("a reference keeps every character, and a quote in it does no harm") { ledger in
      for text in ["'; DROP TABLE ledger; --", "b\u{FC}cher \u{1F600}", " \t\n\\ %00 $1 ?", "-", "a b"] {
        let reference = "\(text)\(digest())"
        let entry = try entry("a", reference: reference)
        _ = try ledger.record(entry)
        guard try ledger.entries(ofReference: reference) == [entry] else { return false }
      }
      return try ledger.isUnique(reference: digest())
    },
    Check("pages of rows give every entry once, in order") { ledger in
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
    Check("of many at once exactly one records a token") { ledger in
      let entry = try entry("race")
      let recorded = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 32) { _ in
        if (try? ledger.record(entry)) == .recorded { recorded.withLock { $0 += 1 } }
      }
      return recorded.withLock { $0 } == 1
    },
    Check("a fresh value for a known request was never used") { ledger in
      let known = try entry("known")
      _ = try ledger.record(known)
      guard let value = try ledger.freshValue(forRequest: known.key.sha256) else { return false }
      return try ledger.record(try entry(value.text, request: known.key.sha256)) == .recorded
    },
  ]
}
