// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import PostgresBridge
internal import Synchronization

/// A ledger in a PostgreSQL database, for orders made from several machines.
public final class PostgresLedger: TokenLedger {
  private let connection: Mutex<PostgresConnection>

  /// Connects and brings the tables up to date.
  ///
  /// - Parameter uri: `postgres://user@host/database`, with libpq's parameters.
  public init(uri: String) throws(LedgerError) {
    do throws(PostgresFailure) {
      connection = Mutex(try PostgresConnection.connect(to: uri))
    } catch {
      throw .unreachable(PostgresURI(uri).withoutPassword(error.message))
    }
    // CREATE TABLE IF NOT EXISTS fails when two do it at once; the one that failed finds the table on its second try.
    if try !hasVersionTable() {
      do throws(LedgerError) {
        _ = try run(PostgresSchema.versionTable, [])
      } catch {
        guard try hasVersionTable() else { throw error }
      }
    }
    try migrate()
  }

  private func hasVersionTable() throws(LedgerError) -> Bool {
    try run("SELECT to_regclass('csrkit_ledger_schema') IS NOT NULL", []).first?.first == "t"
  }

  /// Remembers a token unless it is there.
  public func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let key = entry.key
    let inserted = try run(
      """
      INSERT INTO csrkit_ledger (sha256, unique_value, reference, time) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING number
      """, [key.sha256, key.uniqueValue?.text ?? "", entry.reference, String(entry.time)])
    if !inserted.isEmpty { return .recorded }
    guard let known = try self.entry(of: key) else { throw .failed("an entry vanished while it was read") }
    return .known(known)
  }

  /// The entry of a token.
  public func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? {
    try select("sha256 = $1 AND unique_value = $2", [key.sha256, key.uniqueValue?.text ?? ""]).first?.entry
  }

  /// The entries of a request.
  public func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try select("sha256 = $1", [sha256]).map(\.entry)
  }

  /// The entries of an order reference.
  public func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    guard !reference.utf8.contains(0) else { return [] }
    return try select("reference = $1", [reference]).map(\.entry)
  }

  /// A page of rows.
  public func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    try select("number > $1", [String(number)], limit: limit)
  }

  private func select(
    _ condition: String, _ values: [String], limit: Int? = nil
  ) throws(LedgerError) -> [LedgerRow] {
    let end = limit.map { " LIMIT \(max(0, $0))" } ?? ""
    let found = try run(
      "SELECT number, sha256, unique_value, time, reference FROM csrkit_ledger WHERE \(condition) ORDER BY number\(end)",
      values)
    var rows: [LedgerRow] = []
    for columns in found { rows.append(try PostgresLedger.row(columns)) }
    return rows
  }

  private static func row(_ columns: [String?]) throws(LedgerError) -> LedgerRow {
    guard columns.count == 5, let number = columns[0].flatMap({ Int64($0) }), let sha256 = columns[1],
      let value = columns[2], let time = columns[3].flatMap({ Int64($0) })
    else { throw .malformed("a row of the ledger") }
    let key = try TokenKey(sha256: sha256, uniqueValue: value.isEmpty ? nil : try? UniqueValue(value))
    return LedgerRow(number: number, entry: try LedgerEntry(key: key, reference: columns[4], time: time))
  }

  private func migrate() throws(LedgerError) {
    let version = try connection.withLock { connection throws(LedgerError) in
      do throws(PostgresFailure) {
        return try PostgresLedger.migrate(connection)
      } catch {
        _ = try? connection.run("ROLLBACK")
        throw .failed(error.message)
      }
    }
    guard version <= PostgresSchema.migrations.count else { throw .newerSchema }
  }

  /// Brings the tables up to date; the version that they had.
  private static func migrate(_ connection: borrowing PostgresConnection) throws(PostgresFailure) -> Int {
    _ = try connection.run("BEGIN")
    // One process at a time; the lock ends with the transaction.
    _ = try connection.run("LOCK TABLE csrkit_ledger_schema IN ACCESS EXCLUSIVE MODE")
    let found = try connection.run("SELECT coalesce(max(version), 0) FROM csrkit_ledger_schema")
    let version = found.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
    for (index, statements) in PostgresSchema.migrations.enumerated() where index >= version {
      for statement in statements { _ = try connection.run(statement) }
      _ = try connection.run("INSERT INTO csrkit_ledger_schema (version) VALUES ($1)", [String(index + 1)])
    }
    _ = try connection.run("COMMIT")
    return version
  }

  private func run(_ statement: String, _ values: [String?]) throws(LedgerError) -> [[String?]] {
    try connection.withLock { connection throws(LedgerError) in
      do throws(PostgresFailure) {
        if !connection.isAlive { try connection.reconnect() }
        return try connection.run(statement, values)
      } catch {
        throw connection.isAlive ? .failed(error.message) : .unreachable(error.message)
      }
    }
  }
}
