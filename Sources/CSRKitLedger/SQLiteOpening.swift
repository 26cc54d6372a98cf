// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import SQLiteBridge
internal import SystemBridge

/// Opens a ledger's file while other processes may be doing the same.
struct SQLiteOpening {
  let path: String
  let timeout: Duration

  func open() throws(LedgerError) -> SQLiteConnection {
    guard !path.isEmpty else { throw .unreachable("its name is empty") }
    createFile()
    let deadline = ContinuousClock.now + timeout
    while true {
      do throws(LedgerError) { return try openOnce() } catch {
        // Processes that create a ledger at the same time collide at the change to WAL, which no busy timeout covers.
        guard error == .busy, ContinuousClock.now < deadline else { throw error }
        SQLiteConnection.sleep(milliseconds: .random(in: 5...50))
      }
    }
  }

  private func openOnce() throws(LedgerError) -> SQLiteConnection {
    let milliseconds = Int32(min(max(timeout / .milliseconds(1), 0), 86_400_000))
    var isForeign = false
    do throws(SQLiteFailure) {
      // SQLite gives names such as :memory: a meaning, but not in a path with a folder.
      let connection = try SQLiteConnection.open(
        path.hasPrefix("/") ? path : "./\(path)", busyMilliseconds: milliseconds)
      switch try SQLiteSchema.prepare(connection) {
      case .ready: return connection
      case .foreign: isForeign = true
      case .newer: break
      }
    } catch {
      guard error.kind != .inaccessible else { throw .unreachable("\(path): \(error.message)") }
      throw LedgerError(error)
    }
    throw isForeign ? .notALedger("\(path) is a SQLite file of another program") : .newerSchema
  }

  /// Creates a missing file as an empty one that only its owner can read, since order references are business data.
  ///
  /// It is created under a temporary name and linked: closing the descriptor of a file that SQLite has opened would
  /// release this process's locks. Where that fails, SQLite creates the file itself, or reports why it cannot.
  private func createFile() {
    guard let name = path.split(separator: "/").last.map(String.init), !path.hasSuffix("/") else { return }
    let parent = String(path.dropLast(name.count))
    guard let folder = try? Directory(path: parent.isEmpty ? "." : parent), !folder.contains(name) else { return }
    let temporary = ".\(name.prefix(80)).\(UInt64.random(in: 0...UInt64.max))"
    try? folder.create(temporary, bytes: [], mode: 0o600)
    try? folder.link(temporary, as: name)
    try? folder.remove(temporary)
  }
}

/// The tables of a ledger in SQLite.
enum SQLiteSchema {
  /// Marks the file as a ledger in its header: "CSRL".
  private static let applicationID = 0x4353_524C

  /// The statements of each version; those of released versions never change.
  private static let migrations: [[String]] = [
    [
      "PRAGMA application_id = \(applicationID)",
      """
      CREATE TABLE ledger (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL,
        uniqueValue TEXT NOT NULL,
        reference TEXT,
        time INTEGER NOT NULL,
        UNIQUE (sha256, uniqueValue))
      """,
      "CREATE INDEX ledger_reference ON ledger (reference) WHERE reference IS NOT NULL",
    ]
  ]

  /// Creates the orders of ``OrderLedger``, which most ledgers do not have.
  static let orders = [
    """
    CREATE TABLE ledger_order (
      number INTEGER PRIMARY KEY REFERENCES ledger (number),
      account TEXT NOT NULL,
      cost INTEGER NOT NULL)
    """,
    "CREATE INDEX ledger_order_account ON ledger_order (account, cost)",
  ]

  /// The type of a file.
  enum State {
    /// A ledger with these tables.
    case ready
    /// A database of another program.
    case foreign
    /// A ledger that a newer version has written.
    case newer
  }

  /// Brings the tables of a ledger, or of an empty file, up to date; other files stay as they are.
  static func prepare(_ connection: borrowing SQLiteConnection) throws(SQLiteFailure) -> State {
    try connection.run("PRAGMA synchronous = FULL")
    // One statement, since another process may be creating the ledger.
    let found = try connection.run(
      """
      SELECT (SELECT application_id FROM pragma_application_id),
        (SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations')
      """)
    let (identifier, tables) = (found.first?.first?.integer, found.first?.last?.integer)
    guard identifier == Int64(applicationID) || identifier == 0 && tables == 0 else { return .foreign }
    try connection.run("PRAGMA journal_mode = WAL")
    return try migrate(connection) ? .ready : .newer
  }

  /// Creates missing tables; false if a newer version has changed them.
  private static func migrate(_ connection: borrowing SQLiteConnection) throws(SQLiteFailure) -> Bool {
    let known = Set(migrations.indices.map { String($0 + 1) })
    let found = try versions(connection)
    if found.isSuperset(of: known) { return found == known }
    return try connection.transaction { connection throws(SQLiteFailure) in
      // The name is of the library that the first version of this software used.
      try connection.run("CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
      let found = try versions(connection)
      guard found.isSubset(of: known) else { return false }
      for (index, statements) in migrations.enumerated() where !found.contains(String(index + 1)) {
        for statement in statements { try connection.run(statement) }
        try connection.run("INSERT INTO grdb_migrations (identifier) VALUES (?)", [.text(String(index + 1))])
      }
      return true
    }
  }

  private static func versions(_ connection: borrowing SQLiteConnection) throws(SQLiteFailure) -> Set<String> {
    guard try !connection.run("SELECT 1 FROM sqlite_master WHERE name = 'grdb_migrations'").isEmpty else { return [] }
    return Set(try connection.run("SELECT identifier FROM grdb_migrations").compactMap { $0.first?.text })
  }
}

extension LedgerError {
  init(_ failure: SQLiteFailure) {
    switch failure.kind {
    case .busy: self = .busy
    case .inaccessible: self = .unreachable(failure.message)
    case .notADatabase: self = .notALedger(failure.message)
    case .other: self = .failed(failure.message)
    }
  }
}
