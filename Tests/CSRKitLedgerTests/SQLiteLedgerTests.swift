// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitLedger
import Foundation
import SQLiteBridge
import Testing

@Suite struct SQLiteLedgerTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func change(_ path: String, _ statement: String) throws {
    _ = try SQLiteConnection.open(path, busyMilliseconds: 1000).run(statement)
  }

  @Test
  func `A ledger of the first version is read and continued`() throws {
    try FileManager.default.copyItem(atPath: Checkout.vector("ledger/version-1.sqlite"), toPath: folder.ledger)
    let ledger = try SQLiteLedger(path: folder.ledger)
    let expected: [(String?, Int64, String?)] = [
      (nil, 1_764_000_000, "order 1"), ("oDA7uXM0", 1_764_000_001, nil),
      ("ABC", 1_764_000_002, "B\u{FC}cher \u{1F600}"),
      ("abc", 1_764_000_003, "'; DROP TABLE ledger; --"), (nil, -7, "order 1"),
    ]
    let rows = try ledger.rows(after: 0, limit: 10)
    #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
    for (row, (value, time, reference)) in zip(rows, expected) {
      #expect(row.entry.key.uniqueValue?.text == value && row.entry.time == time && row.entry.reference == reference)
    }
    #expect(rows[0].entry.key.sha256 == rows[3].entry.key.sha256)
    #expect(try ledger.record(rows[2].entry) == .known(rows[2].entry))
    #expect(try ledger.record(try LedgerConformance.entry("new")) == .recorded)
    try ledger.prepareForOrders()
    guard case .placed(6..., nil) = try ledger.place(try LedgerConformance.order(try LedgerConformance.entry())) else {
      Issue.record("not placed")
      return
    }
  }

  @Test
  func `A file that is not a database is refused and not changed`() throws {
    let text = "this is a text, and not a short one, that somebody named by mistake as a ledger"
    try text.write(toFile: folder.ledger, atomically: false, encoding: .utf8)
    #expect(throws: LedgerError.self) { try SQLiteLedger(path: folder.ledger) }
    #expect(try String(contentsOfFile: folder.ledger, encoding: .utf8) == text)
  }

  @Test
  func `A ledger of a newer version, or of another program, is refused`() throws {
    _ = try SQLiteLedger(path: folder.ledger)
    try change(folder.ledger, "INSERT INTO grdb_migrations VALUES ('99')")
    #expect(throws: LedgerError.newerSchema) { try SQLiteLedger(path: folder.ledger) }
    let other = "\(folder.path)/other.sqlite"
    try change(other, "CREATE TABLE theirs (a)")
    #expect(throws: LedgerError.notALedger("\(other) is a SQLite file of another program")) {
      try SQLiteLedger(path: other)
    }
  }

  @Test
  func `A ledger with orders of an earlier version takes no orders`() throws {
    let ledger = try SQLiteLedger(path: folder.ledger)
    _ = try ledger.record(try LedgerConformance.entry(reference: #"{"account":"fjord","cost":1000}"#))
    #expect(throws: LedgerError.ordersOfEarlierVersion) { try ledger.prepareForOrders() }
  }

  @Test(arguments: ["sha256 = 'x'", "uniqueValue = '-'", "time = 'soon'", "sha256 = x'00'"])
  func `A damaged row is an error`(damage: String) throws {
    let ledger = try SQLiteLedger(path: folder.ledger)
    _ = try ledger.record(try LedgerConformance.entry("a"))
    try change(folder.ledger, "UPDATE ledger SET \(damage)")
    #expect(throws: LedgerError.self) { try ledger.rows(after: 0, limit: 10) }
  }

  @Test
  func `A name with a meaning to SQLite is a file's name`() throws {
    for name in [":memory:", "file:a?mode=memory", "x.sqlite?mode=ro"] {
      let path = "\(folder.path)/\(name)"
      #expect(try SQLiteLedger(path: path).record(try LedgerConformance.entry("a")) == .recorded)
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test
  func `A ledger that cannot be opened is unreachable, for the reason that SQLite reports`() throws {
    #expect(throws: LedgerError.unreachable("its name is empty")) { try SQLiteLedger(path: "") }
    let missing = "\(folder.path)/none/ledger"
    #expect(throws: LedgerError.unreachable("\(missing): unable to open database file")) {
      try SQLiteLedger(path: missing)
    }
    #expect(throws: LedgerError.unreachable("\(folder.path): unable to open database file")) {
      try SQLiteLedger(path: folder.path)
    }
  }

  @Test
  func `A ledger that another process keeps locked is busy after the timeout`() throws {
    let ledger = try SQLiteLedger(path: folder.ledger, timeout: .milliseconds(50))
    let other = try SQLiteConnection.open(folder.ledger, busyMilliseconds: 0)
    try other.transaction { _ throws(SQLiteFailure) in
      _ = #expect(throws: LedgerError.busy) { try ledger.record(try LedgerConformance.entry("a")) }
    }
    #expect(try ledger.record(try LedgerConformance.entry("a")) == .recorded)
  }

  @Test
  func `Only the owner can read the file, and nothing is left in its folder`() throws {
    do {
      let ledger = try SQLiteLedger(path: folder.ledger)
      _ = try ledger.record(try LedgerConformance.entry("a"))
      for suffix in ["", "-wal", "-shm"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.ledger + suffix)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger.sqlite"])
  }
}

@Suite struct SQLiteBridgeTests {
  private let connection: @Sendable () throws -> SQLiteConnection = {
    try SQLiteConnection.open(":memory:", busyMilliseconds: 0)
  }

  @Test(arguments: [
    SQLiteValue.null, .integer(.min), .integer(.max), .text(""), .text("a\u{0}b"), .text("\u{FC}\u{1F600}'\"?"),
  ])
  func `A bound value is returned unchanged`(value: SQLiteValue) throws {
    #expect(try connection().run("SELECT ?, 7, ?", [value, .text("end")]) == [[value, .integer(7), .text("end")]])
  }

  @Test func `Rows are returned in order, and a statement without rows returns none`() throws {
    let connection = try connection()
    #expect(try connection.run("CREATE TABLE t (a)") == [])
    #expect(try connection.run("INSERT INTO t VALUES (1), (2), (3)") == [])
    #expect(try connection.run("SELECT a FROM t ORDER BY a DESC") == [[.integer(3)], [.integer(2)], [.integer(1)]])
  }

  @Test func `An error has SQLite's code and message`() throws {
    let connection = try connection()
    #expect(throws: SQLiteFailure.self) { try connection.run("") }
    try connection.run("CREATE TABLE t (a UNIQUE)")
    try connection.run("INSERT INTO t VALUES (1)")
    do throws(SQLiteFailure) {
      try connection.run("INSERT INTO t VALUES (1)")
      Issue.record("inserted twice")
    } catch {
      #expect(error.code == 2067 && error.message == "UNIQUE constraint failed: t.a" && error.kind == .other)
    }
    do throws(SQLiteFailure) {
      try connection.run("SELECT b FROM t")
      Issue.record("selected")
    } catch {
      #expect(error.code == 1 && error.message == "no such column: b")
    }
  }

  @Test func `A transaction that fails is rolled back`() throws {
    let connection = try connection()
    try connection.run("CREATE TABLE t (a)")
    #expect(throws: SQLiteFailure.self) {
      try connection.transaction { connection throws(SQLiteFailure) in
        try connection.run("INSERT INTO t VALUES (1)")
        try connection.run("nonsense")
      }
    }
    #expect(try connection.run("SELECT * FROM t") == [])
    try connection.transaction { connection throws(SQLiteFailure) in _ = try connection.run("INSERT INTO t VALUES (2)")
    }
    #expect(try connection.run("SELECT * FROM t") == [[.integer(2)]])
  }
}
