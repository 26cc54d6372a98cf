// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Foundation
internal import GRDB

/// Opens the file of a ledger among other processes that do the same.
struct SQLiteOpening {
  /// Marks the file as ours in its header: "CSRL".
  static let applicationID = 0x4353_524C

  let path: String
  let seconds: Double

  func open() throws(LedgerError) -> DatabaseQueue {
    if !FileManager.default.fileExists(atPath: path) { makeEmpty() }
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      do {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try prepare(queue)
        return queue
      } catch {
        // Two processes that make a ledger at once may collide in ways that no busy time-out covers: the change to
        // WAL, and a migration that both begin. The second try finds the work done.
        guard isCollision(error), Date() < deadline else { throw LedgerError(store: error) }
        Thread.sleep(forTimeInterval: Double.random(in: 0.005...0.05))
      }
    }
  }

  /// Makes an empty file for its owner only, as order references are the user's business data.
  ///
  /// It is made under another name and linked: to create it in place would empty the file of a process that was
  /// quicker. Where that fails SQLite makes the file itself.
  private func makeEmpty() {
    let files = FileManager.default
    let temporary = "\(path).new-\(UUID().uuidString)"
    guard files.createFile(atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]) else { return }
    try? files.linkItem(atPath: temporary, toPath: path)
    try? files.removeItem(atPath: temporary)
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(seconds)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  private func prepare(_ queue: DatabaseQueue) throws {
    // In one transaction, and without the table that GRDB makes before our first migration: another process may be
    // making this very ledger.
    let isOurs = try queue.read { database in
      let identifier = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let tables =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
      return identifier == SQLiteOpening.applicationID || (identifier == 0 && tables == 0)
    }
    guard isOurs else { throw LedgerError.notALedger("\(path) is a SQLite file of another program") }
    try queue.writeWithoutTransaction { database in
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    }
    let migrator = SQLiteSchema.migrator
    if try queue.read(migrator.hasBeenSuperseded) { throw LedgerError.newerSchema }
    if try !queue.read(migrator.hasCompletedMigrations) { try migrator.migrate(queue) }
  }

  private func isCollision(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CONSTRAINT, .SQLITE_ERROR].contains(error.resultCode)
  }
}

/// The tables of a ledger in SQLite, one migration for each version; old ones are never changed.
enum SQLiteSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: "PRAGMA application_id = \(SQLiteOpening.applicationID)")
      try database.execute(
        sql: """
          CREATE TABLE ledger (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL,
            uniqueValue TEXT NOT NULL,
            reference TEXT,
            time INTEGER NOT NULL,
            UNIQUE (sha256, uniqueValue));
          CREATE INDEX ledger_reference ON ledger (reference) WHERE reference IS NOT NULL;
          """)
    }
    return migrator
  }
}

extension LedgerError {
  /// The meaning of what GRDB throws.
  init(store error: any Error) {
    if let error = error as? LedgerError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed("\(error)")
      return
    }
    let reason = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: self = .unreachable(reason)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notALedger(reason)
    default: self = .failed(reason)
    }
  }
}
