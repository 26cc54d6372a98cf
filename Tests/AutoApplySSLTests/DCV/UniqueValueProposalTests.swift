// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Synchronization
import Testing

@Suite struct UniqueValueProposalTests {
  private let request = String(repeating: "0f", count: 32)

  private func entry(_ value: String?) throws -> LedgerEntry {
    let key = try TokenKey(sha256: request, uniqueValue: try value.map { try UniqueValue($0) })
    return try LedgerEntry(key: key, reference: "order", time: 1_790_000_000)
  }

  @Test
  func `A request that was never ordered needs no value, and keeps the one that is given`() throws {
    let ledger = MemoryLedger()
    #expect(try ledger.proposal(forRequest: request, .none) == .unused(nil))
    let value = try UniqueValue("abc")
    #expect(try ledger.proposal(forRequest: request, .given(value)) == .unused(value))
  }

  @Test
  func `A request that was ordered before gets a new value, and its last use is reported`() throws {
    let (first, last) = (try entry(nil), try entry("abc"))
    let ledger = MemoryLedger([first, last])
    guard case .replaced(let value, last) = try ledger.proposal(forRequest: request, .none) else {
      Issue.record("no fresh value")
      return
    }
    #expect(value.text.utf8.count == UniqueValue.usualLength && value.text != "abc")
    guard case .unused(let value?) = try ledger.proposal(forRequest: request, .fresh) else {
      Issue.record("no fresh value")
      return
    }
    #expect(value.text != "abc")
  }

  @Test
  func `A used value is reported with its use`() throws {
    let used = try entry("abc")
    let ledger = MemoryLedger([used])
    #expect(try ledger.proposal(forRequest: request, .given(try UniqueValue("abc"))) == .reused(used))
    let other = try UniqueValue("ABC")
    #expect(try ledger.proposal(forRequest: request, .given(other)) == .unused(other))
  }
}

/// A ledger in memory.
final class MemoryLedger: TokenLedger {
  private let entries: Mutex<[LedgerEntry]>

  init(_ entries: [LedgerEntry] = []) { self.entries = Mutex(entries) }

  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    entries.withLock { entries in
      if let known = entries.first(where: { $0.key == entry.key }) { return .known(known) }
      entries.append(entry)
      return .recorded
    }
  }

  func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? {
    entries.withLock { $0.first { $0.key == key } }
  }

  func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    entries.withLock { $0.filter { $0.key.sha256 == sha256 } }
  }

  func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    entries.withLock { $0.filter { $0.reference == reference } }
  }

  func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    entries.withLock { entries in
      let rows = entries.enumerated().map { LedgerRow(number: Int64($0 + 1), entry: $1) }
      return Array(rows.filter { $0.number > number }.prefix(limit))
    }
  }
}
