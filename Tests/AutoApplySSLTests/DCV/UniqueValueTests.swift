// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Synchronization
import Testing

@Suite struct UniqueValueTests {
  @Test(arguments: ["a", "oDA7uXM0", "0466b86ba44e6ba5607a", "ZZZZZZZZZZZZZZZZZZZZ"])
  func `Letters and digits up to twenty are taken as they are`(text: String) throws {
    #expect(try UniqueValue(text).text == text)
  }

  @Test
  func `Everything else is refused with its place`() {
    #expect(throws: UniqueValueError.empty) { try UniqueValue("") }
    #expect(throws: UniqueValueError.tooLong(length: 21)) { try UniqueValue(String(repeating: "a", count: 21)) }
    #expect(throws: UniqueValueError.character("-", offset: 1)) { try UniqueValue("a-b") }
    #expect(throws: UniqueValueError.character("\n", offset: 2)) { try UniqueValue("ab\n") }
    #expect(throws: UniqueValueError.character("\u{E9}", offset: 0)) { try UniqueValue("\u{E9}") }
    #expect(throws: UniqueValueError.character("\u{FF11}", offset: 0)) { try UniqueValue("\u{FF11}") }
  }

  @Test
  func `Random values have the API's look and do not repeat`() throws {
    let values = (0..<2000).map { _ in UniqueValue.random() }
    #expect(Set(values).count == 2000)
    for value in values {
      #expect(value.text.utf8.count == 8)
      #expect(throws: Never.self) { try UniqueValue(value.text) }
    }
  }

  @Test(arguments: [
    (3, false, [ReuseRemedy.uniqueValue, .freshKey, .nameOrder, .challengePassword]),
    (1, false, [.uniqueValue, .freshKey, .challengePassword]),
    (0, false, [.uniqueValue, .freshKey, .challengePassword]),
    (3, true, [.freshKey]),
  ])
  func `Which way of ordering again fits depends on the key and the names`(
    names: Int, isUnfit: Bool, fitting: [ReuseRemedy]
  ) {
    let situation = ReuseRemedy.Situation(nameCount: names, hasChallengePassword: false, keyIsUnfit: isUnfit)
    #expect(ReuseRemedy.fitting(situation) == fitting)
    for way in ReuseRemedy.allCases where !fitting.contains(way) {
      #expect(way.obstacle(situation)?.isEmpty == false)
    }
  }

  @Test
  func `A challenge password that is there must become another one`() {
    let plain = ReuseRemedy.Situation(nameCount: 1, hasChallengePassword: false, keyIsUnfit: false)
    let marked = ReuseRemedy.Situation(nameCount: 1, hasChallengePassword: true, keyIsUnfit: false)
    #expect(ReuseRemedy.challengePassword.advice(plain).contains("and a challengePassword"))
    #expect(ReuseRemedy.challengePassword.advice(marked).contains("and another challengePassword"))
  }
}

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
  func `A request that was ordered gets a fresh value, and its last use is told`() throws {
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
  func `A value that was used is told with its use`() throws {
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
