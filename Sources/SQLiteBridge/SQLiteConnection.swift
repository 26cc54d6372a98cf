// SPDX-License-Identifier: Apache-2.0
internal import CSQLite

/// A connection to a SQLite database file, closed with its owner.
///
/// Safe: the handle never leaves this type. A connection must be used by one thread at a time.
@safe package struct SQLiteConnection: ~Copyable {
  private let handle: OpaquePointer

  private init(owning handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Opens a file, creating it if it does not exist; a file that is not a database fails at the first statement.
  ///
  /// - Parameter busyMilliseconds: how long a statement waits for locks of other connections.
  package static func open(
    _ path: String, busyMilliseconds: Int32
  ) throws(SQLiteFailure) -> SQLiteConnection {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
    guard let handle = unsafe handle else { throw SQLiteFailure(code: SQLITE_NOMEM, message: "out of memory") }
    // A handle is returned for most failures too, and must be closed.
    let connection = unsafe SQLiteConnection(owning: handle)
    guard code == SQLITE_OK else { throw unsafe SQLiteFailure(of: handle) }
    unsafe sqlite3_busy_timeout(handle, busyMilliseconds)
    return connection
  }

  /// Runs one statement; the values replace its question marks in order.
  ///
  /// - Returns: the columns of each row.
  @discardableResult
  package borrowing func run(
    _ sql: String, _ values: [SQLiteValue] = []
  ) throws(SQLiteFailure) -> [[SQLiteValue]] {
    let statement = try unsafe SQLiteStatement(sql, on: handle)
    try statement.bind(values)
    var rows: [[SQLiteValue]] = []
    while try statement.step() { rows.append(statement.row) }
    return rows
  }

  /// Runs statements as one transaction that holds the write lock from its start; a failure rolls it back.
  package borrowing func transaction<Result>(
    _ body: (borrowing SQLiteConnection) throws(SQLiteFailure) -> Result
  ) throws(SQLiteFailure) -> Result {
    try run("BEGIN IMMEDIATE")
    do throws(SQLiteFailure) {
      let result = try body(self)
      try run("COMMIT")
      return result
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  /// Suspends the thread.
  package static func sleep(milliseconds: Int32) { sqlite3_sleep(milliseconds) }
}

/// A prepared statement, finalized with its owner.
@safe private struct SQLiteStatement: ~Copyable {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ sql: String, on connection: OpaquePointer) throws(SQLiteFailure) {
    var handle: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &handle, nil)
    guard code == SQLITE_OK else { throw unsafe SQLiteFailure(of: connection) }
    guard let handle = unsafe handle else { throw SQLiteFailure(code: SQLITE_MISUSE, message: "no statement") }
    unsafe self.handle = handle
    unsafe self.connection = connection
  }

  deinit { unsafe sqlite3_finalize(handle) }

  borrowing func bind(_ values: [SQLiteValue]) throws(SQLiteFailure) {
    for (index, value) in zip(Int32(1)..., values) {
      let code =
        switch value {
        case .null: unsafe sqlite3_bind_null(handle, index)
        case .integer(let number): unsafe sqlite3_bind_int64(handle, index, number)
        case .text(let text): bind(text, at: index)
        }
      guard code == SQLITE_OK else { throw unsafe SQLiteFailure(of: connection) }
    }
  }

  private borrowing func bind(_ text: String, at index: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { octets in
      unsafe octets.withMemoryRebound(to: CChar.self) { characters in
        // The length is given, since a text may contain U+0000.
        unsafe CSQLite_bind_text(handle, index, characters.baseAddress, Int32(clamping: characters.count))
      }
    }
  }

  /// Advances to the next row; false at the end.
  borrowing func step() throws(SQLiteFailure) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw unsafe SQLiteFailure(of: connection)
    }
  }

  /// The columns of the current row.
  var row: [SQLiteValue] {
    (0..<(unsafe sqlite3_column_count(handle))).map { column in
      switch unsafe sqlite3_column_type(handle, column) {
      case SQLITE_NULL: return .null
      case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, column))
      default:
        let text = unsafe sqlite3_column_text(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return .text(unsafe String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
      }
    }
  }
}
