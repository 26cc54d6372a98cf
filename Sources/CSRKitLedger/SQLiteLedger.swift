// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import SQLiteBridge
internal import Synchronization

/// A ledger in a SQLite file, shared by any number of processes on one machine.
///
/// The file is in WAL mode, and each record is synced to disk before the call returns.
public final class SQLiteLedger: TokenLedger {
  private let connection: Mutex<SQLiteConnection>

  /// Opens a ledger; a missing file is created with mode 0600.
  ///
  /// - Parameters:
  ///   - path: the path of the file; names with a meaning to SQLite, such as `:memory:`, are paths too.
  ///   - timeout: how long each call waits for other processes before it throws ``LedgerError/busy``.
  public init(path: String, timeout: Duration = .seconds(20)) throws(LedgerError) {
    connection = Mutex(try SQLiteOpening(path: path, timeout: timeout).open())
  }

  /// Records a token unless it is known.
  public func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let inserted = try run { connection throws(SQLiteFailure) in try SQLiteLedger.insert(entry, connection) }
    if inserted != nil { return .recorded }
    guard let known = try self.entry(of: entry.key) else { throw .failed("an entry was removed while it was read") }
    return .known(known)
  }

  /// The entry of a token.
  public func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? {
    try select("sha256 = ? AND uniqueValue = ?", [.text(key.sha256), .text(key.uniqueValue?.text ?? "")]).first?.entry
  }

  /// The entries of a request.
  public func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try select("sha256 = ?", [.text(sha256)]).map(\.entry)
  }

  /// The entries of an order reference.
  public func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    try select("reference = ?", [.text(reference)]).map(\.entry)
  }

  /// A page of rows.
  public func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    try select("number > ?", [.integer(number)], limit: max(0, limit))
  }

  /// Selects rows in order of recording; a negative limit is none.
  private func select(
    _ condition: String, _ values: [SQLiteValue], limit: Int = -1
  ) throws(LedgerError) -> [LedgerRow] {
    let sql =
      "SELECT number, sha256, uniqueValue, time, reference FROM ledger WHERE \(condition) ORDER BY number LIMIT ?"
    let found = try run { connection throws(SQLiteFailure) in
      try connection.run(sql, values + [.integer(Int64(limit))])
    }
    var rows: [LedgerRow] = []
    for columns in found { rows.append(try SQLiteLedger.row(columns)) }
    return rows
  }

  private static func row(_ columns: [SQLiteValue]) throws(LedgerError) -> LedgerRow {
    guard columns.count == 5, let number = columns[0].integer, let sha256 = columns[1].text,
      let value = columns[2].text, let time = columns[3].integer
    else { throw .malformedRow }
    return try LedgerRow(number, sha256: sha256, uniqueValue: value, reference: columns[4].text, time: time)
  }

  /// Inserts an entry; its number, or nil when its token is known.
  private static func insert(
    _ entry: LedgerEntry, _ connection: borrowing SQLiteConnection
  ) throws(SQLiteFailure) -> Int64? {
    try connection.run(
      """
      INSERT INTO ledger (sha256, uniqueValue, reference, time) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING RETURNING number
      """,
      [
        .text(entry.key.sha256), .text(entry.key.uniqueValue?.text ?? ""), SQLiteValue(entry.reference),
        .integer(entry.time),
      ]
    ).first?.first?.integer
  }

  private func run<Result: Sendable>(
    _ body: @Sendable (borrowing SQLiteConnection) throws(SQLiteFailure) -> Result
  ) throws(LedgerError) -> Result {
    try connection.withLock { connection throws(LedgerError) in
      do throws(SQLiteFailure) { return try body(connection) } catch { throw LedgerError(error) }
    }
  }
}

extension SQLiteLedger: OrderLedger {
  /// Creates the table of orders if it does not exist.
  public func prepareForOrders() throws(LedgerError) {
    let isReady = try run { connection throws(SQLiteFailure) in
      try connection.transaction { connection throws(SQLiteFailure) in
        let tables = try connection.run("SELECT 1 FROM sqlite_master WHERE name = 'ledger_order'")
        guard tables.isEmpty else { return true }
        // Earlier versions stored the account and the cost as JSON in the reference.
        let earlier = try connection.run("SELECT 1 FROM ledger WHERE reference LIKE '{\"account\":%' LIMIT 1")
        guard earlier.isEmpty else { return false }
        for statement in SQLiteSchema.orders { try connection.run(statement) }
        return true
      }
    }
    guard isReady else { throw .ordersOfEarlierVersion }
  }

  /// Places an order.
  public func place(_ order: LedgerOrder) throws(LedgerError) -> LedgerPlacement {
    try run { connection throws(SQLiteFailure) in
      try connection.transaction { connection throws(SQLiteFailure) in try SQLiteLedger.place(order, connection) }
    }
  }

  /// Whether an account has placed an order with this reference.
  public func hasReference(_ reference: String, account: String) throws(LedgerError) -> Bool {
    try run { connection throws(SQLiteFailure) in
      try SQLiteLedger.hasReference(reference, account, connection)
    }
  }

  private static func place(
    _ order: LedgerOrder, _ connection: borrowing SQLiteConnection
  ) throws(SQLiteFailure) -> LedgerPlacement {
    let used = try connection.run(
      "SELECT uniqueValue FROM ledger WHERE sha256 = ?", [.text(order.entry.key.sha256)]
    ).compactMap { $0.first?.text }
    var isReferenceInUse = false
    if let reference = order.uniqueReference {
      isReferenceInUse = try hasReference(reference, order.account, connection)
    }
    var spent: Int64 = 0
    if order.credit != nil {
      let sum = try connection.run(
        "SELECT coalesce(sum(cost), 0) FROM ledger_order WHERE account = ?", [.text(order.account)])
      spent = sum.first?.first?.integer ?? 0
    }
    switch order.decision(used: Set(used), isReferenceInUse: isReferenceInUse, spent: spent) {
    case .refuse(let reason): return reason
    case .record(let entry):
      guard let number = try insert(entry, connection) else { return .tokenInUse }
      try connection.run(
        "INSERT INTO ledger_order (number, account, cost) VALUES (?, ?, ?)",
        [.integer(number), .text(order.account), .integer(order.cost)])
      return .placed(number: number, uniqueValue: entry.key.uniqueValue)
    }
  }

  private static func hasReference(
    _ reference: String, _ account: String, _ connection: borrowing SQLiteConnection
  ) throws(SQLiteFailure) -> Bool {
    try !connection.run(
      "SELECT 1 FROM ledger JOIN ledger_order USING (number) WHERE reference = ? AND account = ? LIMIT 1",
      [.text(reference), .text(account)]
    ).isEmpty
  }
}
