// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import GRDB

/// A ledger in one SQLite file, for orders made from one machine by any number of processes.
///
/// The file is in WAL mode, and each record is forced to the disk before the answer.
public final class SQLiteLedger: TokenLedger {
  private let queue: DatabaseQueue

  /// Opens a ledger, making the file with mode 0600 if it is missing, and brings its tables up to date.
  ///
  /// - Parameter seconds: how long to wait for other processes.
  public init(path: String, seconds: Double = 20) throws(LedgerError) {
    queue = try SQLiteOpening(path: path, seconds: seconds).open()
  }

  /// Remembers a token unless it is there.
  public func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let key = entry.key
    return try guarded {
      try queue.write { database in
        try database.execute(
          sql: "INSERT INTO ledger (sha256, uniqueValue, reference, time) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
          arguments: [key.sha256, key.uniqueValue?.text ?? "", entry.reference, entry.time])
        if database.changesCount == 1 { return .recorded }
        return .known(try SQLiteLedger.select(database, .key(key)).first?.entry ?? entry)
      }
    }
  }

  /// The entry of a token.
  public func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? {
    try select(.key(key)).first?.entry
  }

  /// The entries of a request.
  public func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try select(.request(sha256)).map(\.entry)
  }

  /// The entries of an order reference.
  public func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    try select(.reference(reference)).map(\.entry)
  }

  /// A page of rows.
  public func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    try select(.after(number, limit: limit))
  }

  private func select(_ filter: SQLiteFilter) throws(LedgerError) -> [LedgerRow] {
    try guarded { try queue.read { database in try SQLiteLedger.select(database, filter) } }
  }

  private static func select(_ database: Database, _ filter: SQLiteFilter) throws -> [LedgerRow] {
    let sql =
      "SELECT number, sha256, uniqueValue, time, reference FROM ledger WHERE \(filter.condition) ORDER BY number"
    return try Row.fetchAll(database, sql: "\(sql) LIMIT ?", arguments: filter.arguments + [filter.limit]).map(row)
  }

  private static func row(_ row: Row) throws -> LedgerRow {
    guard let number = Int64.fromDatabaseValue(row[0]), let sha256 = String.fromDatabaseValue(row[1]),
      let value = String.fromDatabaseValue(row[2]), let time = Int64.fromDatabaseValue(row[3])
    else { throw LedgerError.malformed("a row of the ledger") }
    let key = try TokenKey(sha256: sha256, uniqueValue: value.isEmpty ? nil : try UniqueValue(value))
    return LedgerRow(number: number, entry: try LedgerEntry(key: key, reference: row[4], time: time))
  }

  private func guarded<Result>(_ body: () throws -> Result) throws(LedgerError) -> Result {
    do { return try body() } catch { throw LedgerError(store: error) }
  }
}

/// Which rows of the ledger are asked for.
enum SQLiteFilter {
  case key(TokenKey)
  case request(String)
  case reference(String)
  case after(Int64, limit: Int)

  var condition: String {
    switch self {
    case .key: "sha256 = ? AND uniqueValue = ?"
    case .request: "sha256 = ?"
    case .reference: "reference = ?"
    case .after: "number > ?"
    }
  }

  var arguments: StatementArguments {
    switch self {
    case .key(let key): [key.sha256, key.uniqueValue?.text ?? ""]
    case .request(let text), .reference(let text): [text]
    case .after(let number, _): [number]
    }
  }

  /// SQLite takes a negative limit for none.
  var limit: Int {
    if case .after(_, let limit) = self { return max(0, limit) }
    return -1
  }
}
