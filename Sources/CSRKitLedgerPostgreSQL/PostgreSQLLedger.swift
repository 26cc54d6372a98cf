// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import PostgreSQLBridge
internal import Synchronization

/// A ledger in a PostgreSQL database, shared by any number of machines.
public final class PostgreSQLLedger: TokenLedger {
  private let connection: Mutex<PostgreSQLConnection>

  /// Connects and creates missing tables.
  ///
  /// - Parameter uri: `postgres://user@host/database`, with libpq's parameters.
  public init(uri: String) throws(LedgerError) {
    do throws(PostgreSQLFailure) {
      connection = Mutex(try PostgreSQLConnection.connect(to: uri))
    } catch {
      throw .unreachable(PostgreSQLURI(uri).withoutPassword(error.message))
    }
    // CREATE TABLE IF NOT EXISTS fails when two clients run it at once; the one that failed finds the table afterwards.
    if try !hasVersionTable() {
      do throws(LedgerError) {
        _ = try run(PostgreSQLSchema.versionTable, [])
      } catch {
        guard try hasVersionTable() else { throw error }
      }
    }
    try migrate()
  }

  private func hasVersionTable() throws(LedgerError) -> Bool {
    try run("SELECT to_regclass('csrkit_ledger_schema') IS NOT NULL", []).first?.first == "t"
  }

  /// Records a token unless it is known.
  public func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let number = try use { connection throws(PostgreSQLFailure) in try PostgreSQLLedger.insert(entry, connection) }
    if number != nil { return .recorded }
    guard let known = try self.entry(of: entry.key) else { throw .failed("an entry was removed while it was read") }
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
    for columns in found { rows.append(try PostgreSQLLedger.row(columns)) }
    return rows
  }

  private static func row(_ columns: [String?]) throws(LedgerError) -> LedgerRow {
    guard columns.count == 5, let number = columns[0].flatMap({ Int64($0) }), let sha256 = columns[1],
      let value = columns[2], let time = columns[3].flatMap({ Int64($0) })
    else { throw .malformedRow }
    return try LedgerRow(number, sha256: sha256, uniqueValue: value, reference: columns[4], time: time)
  }

  /// Inserts an entry; its number, or nil when its token is known.
  private static func insert(
    _ entry: LedgerEntry, _ connection: borrowing PostgreSQLConnection
  ) throws(PostgreSQLFailure) -> Int64? {
    let inserted = try connection.run(
      """
      INSERT INTO csrkit_ledger (sha256, unique_value, reference, time) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING number
      """, [entry.key.sha256, entry.key.uniqueValue?.text ?? "", entry.reference, String(entry.time)])
    return inserted.first?.first.flatMap { $0 }.flatMap { Int64($0) }
  }

  private func migrate() throws(LedgerError) {
    let version = try use { connection throws(PostgreSQLFailure) in
      // One client at a time.
      try connection.transaction(locking: "csrkit_ledger_schema", .accessExclusive) {
        connection throws(PostgreSQLFailure) in
        let found = try connection.run("SELECT coalesce(max(version), 0) FROM csrkit_ledger_schema")
        let version = found.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
        for (index, statements) in PostgreSQLSchema.migrations.enumerated() where index >= version {
          for statement in statements { try connection.run(statement) }
          try connection.run("INSERT INTO csrkit_ledger_schema (version) VALUES ($1)", [String(index + 1)])
        }
        return version
      }
    }
    guard version <= PostgreSQLSchema.migrations.count else { throw .newerSchema }
  }

  private func run(_ statement: String, _ values: [String?]) throws(LedgerError) -> [[String?]] {
    try use { connection throws(PostgreSQLFailure) in try connection.run(statement, values) }
  }

  private func use<Result: Sendable>(
    _ body: @Sendable (borrowing PostgreSQLConnection) throws(PostgreSQLFailure) -> Result
  ) throws(LedgerError) -> Result {
    try connection.withLock { connection throws(LedgerError) in
      do throws(PostgreSQLFailure) {
        if !connection.isAlive { try connection.reconnect() }
        return try body(connection)
      } catch {
        throw connection.isAlive ? .failed(error.message) : .unreachable(error.message)
      }
    }
  }
}

extension PostgreSQLLedger: OrderLedger {
  /// Creates the table of orders if it does not exist.
  public func prepareForOrders() throws(LedgerError) {
    let isReady = try use { connection throws(PostgreSQLFailure) in
      try connection.transaction(locking: "csrkit_ledger_schema", .accessExclusive) {
        connection throws(PostgreSQLFailure) in
        let tables = try connection.run("SELECT to_regclass('csrkit_ledger_order') IS NOT NULL")
        guard tables.first?.first != "t" else { return true }
        // Earlier versions stored the account and the cost as JSON in the reference.
        let earlier = try connection.run("SELECT 1 FROM csrkit_ledger WHERE reference LIKE '{\"account\":%' LIMIT 1")
        guard earlier.isEmpty else { return false }
        for statement in PostgreSQLSchema.orders { try connection.run(statement) }
        return true
      }
    }
    guard isReady else { throw .ordersOfEarlierVersion }
  }

  /// Places an order.
  public func place(_ order: LedgerOrder) throws(LedgerError) -> LedgerPlacement {
    try use { connection throws(PostgreSQLFailure) in
      // Others can read meanwhile, but not place an order.
      try connection.transaction(locking: "csrkit_ledger_order", .exclusive) { connection throws(PostgreSQLFailure) in
        try PostgreSQLLedger.place(order, connection)
      }
    }
  }

  /// Whether an account has placed an order with this reference.
  public func hasReference(_ reference: String, account: String) throws(LedgerError) -> Bool {
    guard !reference.utf8.contains(0), !account.utf8.contains(0) else { return false }
    return try use { connection throws(PostgreSQLFailure) in
      try PostgreSQLLedger.hasReference(reference, account, connection)
    }
  }

  private static func place(
    _ order: LedgerOrder, _ connection: borrowing PostgreSQLConnection
  ) throws(PostgreSQLFailure) -> LedgerPlacement {
    var isReferenceInUse = false
    if let reference = order.uniqueReference {
      isReferenceInUse = try hasReference(reference, order.account, connection)
    }
    var spent: Int64 = 0
    if order.credit != nil {
      let sum = try connection.run(
        "SELECT coalesce(sum(cost), 0) FROM csrkit_ledger_order WHERE account = $1", [order.account])
      spent = sum.first?.first.flatMap { $0 }.flatMap { Int64($0) } ?? .max
    }
    while true {
      let used = try connection.run(
        "SELECT unique_value FROM csrkit_ledger WHERE sha256 = $1", [order.entry.key.sha256]
      ).compactMap { $0.first.flatMap { $0 } }
      switch order.decision(used: Set(used), isReferenceInUse: isReferenceInUse, spent: spent) {
      case .refuse(let reason): return reason
      case .record(let entry):
        // Nil when the token was recorded since it was looked up, by a client that places no orders.
        guard let number = try insert(entry, connection) else { continue }
        try connection.run(
          "INSERT INTO csrkit_ledger_order (number, account, cost) VALUES ($1, $2, $3)",
          [String(number), order.account, String(order.cost)])
        return .placed(number: number, uniqueValue: entry.key.uniqueValue)
      }
    }
  }

  private static func hasReference(
    _ reference: String, _ account: String, _ connection: borrowing PostgreSQLConnection
  ) throws(PostgreSQLFailure) -> Bool {
    try !connection.run(
      """
      SELECT 1 FROM csrkit_ledger JOIN csrkit_ledger_order USING (number)
      WHERE reference = $1 AND account = $2 LIMIT 1
      """, [reference, account]
    ).isEmpty
  }
}
