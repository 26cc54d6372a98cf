// SPDX-License-Identifier: Apache-2.0
internal import CPQ

/// A connection to a PostgreSQL server (libpq), closed with its owner; values are text.
///
/// Safe: the handle never leaves this type. A connection must be used by one thread at a time.
@safe package struct PostgreSQLConnection: ~Copyable {
  private let handle: OpaquePointer

  private init(owning handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe PQfinish(handle) }

  /// Connects as a `postgres://` URI says, within ten seconds for each host unless the URI says otherwise.
  package static func connect(to uri: String) throws(PostgreSQLFailure) -> PostgreSQLConnection {
    let connection = try unsafe PostgreSQLConnection(owning: open(uri))
    let handle = unsafe connection.handle
    guard connection.isAlive else { throw unsafe connection.failure(of: nil) }
    // Notices would be printed to standard error.
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
    return connection
  }

  private static func open(_ uri: String) throws(PostgreSQLFailure) -> OpaquePointer {
    let handle = unsafe "connect_timeout".withCString { timeout in
      unsafe "10".withCString { seconds in
        unsafe "dbname".withCString { name in
          unsafe uri.withCString { uri in
            // A later keyword wins over an earlier one, so that the URI's own time-out counts.
            unsafe PQconnectdbParams([timeout, name, nil], [seconds, uri, nil], 1)
          }
        }
      }
    }
    guard let handle = unsafe handle else { throw PostgreSQLFailure(state: nil, message: "out of memory") }
    return unsafe handle
  }

  /// Whether the connection was up at its last use.
  package var isAlive: Bool { unsafe PQstatus(handle) == CONNECTION_OK }

  /// Connects again with the same parameters.
  package borrowing func reconnect() throws(PostgreSQLFailure) {
    unsafe PQreset(handle)
    guard isAlive else { throw unsafe failure(of: nil) }
  }

  /// Runs one statement; the values replace `$1`, `$2`, …, and nil is NULL.
  ///
  /// - Returns: the columns of each row.
  @discardableResult
  package borrowing func run(_ statement: String, _ values: [String?] = []) throws(PostgreSQLFailure) -> [[String?]] {
    var list: [UnsafeMutablePointer<CChar>?] = unsafe values.map { value in
      guard let value else { return nil }
      return unsafe value.withCString { unsafe duplicate($0) }
    }
    defer { unsafe list.forEach { unsafe $0?.deallocate() } }
    let result = unsafe list.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
        unsafe PQexecParams(handle, statement, Int32(values.count), nil, values.baseAddress, nil, nil, 0)
      }
    }
    defer { unsafe PQclear(result) }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK: return []
    case PGRES_TUPLES_OK: return unsafe rows(of: result)
    default: throw unsafe failure(of: result)
    }
  }

  /// How strongly a transaction locks a table.
  package enum Lock: String, Sendable {
    /// Other transactions can only read.
    case exclusive = "EXCLUSIVE"
    /// Other transactions can do nothing.
    case accessExclusive = "ACCESS EXCLUSIVE"
  }

  /// Runs statements as one transaction that locks a table from its start; a failure rolls it back.
  package borrowing func transaction<Result>(
    locking table: String, _ lock: Lock,
    _ body: (borrowing PostgreSQLConnection) throws(PostgreSQLFailure) -> Result
  ) throws(PostgreSQLFailure) -> Result {
    do throws(PostgreSQLFailure) {
      // Each statement sees what was committed before it.
      try run("BEGIN ISOLATION LEVEL READ COMMITTED")
      try run("LOCK TABLE \(table) IN \(lock.rawValue) MODE")
      let result = try body(self)
      try run("COMMIT")
      return result
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  private func duplicate(_ text: UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar> {
    var length = 0
    while unsafe text[length] != 0 { length += 1 }
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: length + 1)
    unsafe copy.update(from: text, count: length + 1)
    return unsafe copy
  }

  private func rows(of result: OpaquePointer?) -> [[String?]] {
    let (rows, columns) = (unsafe PQntuples(result), unsafe PQnfields(result))
    return (0..<rows).map { row in
      (0..<columns).map { column in
        guard unsafe PQgetisnull(result, row, column) == 0 else { return nil }
        return unsafe PQgetvalue(result, row, column).map { unsafe String(cString: $0) }
      }
    }
  }

  private func failure(of result: OpaquePointer?) -> PostgreSQLFailure {
    // PG_DIAG_SQLSTATE is 'C'; Swift does not see a character macro.
    let state = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { unsafe String(cString: $0) }
    let message = unsafe String(cString: PQerrorMessage(handle))
    let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason given"
    return PostgreSQLFailure(state: state, message: line)
  }
}

/// Why the server or the library failed.
package struct PostgreSQLFailure: Error, Sendable, Hashable {
  /// SQLSTATE, five characters, if the server gave one.
  package let state: String?
  /// The first line of the message.
  package let message: String
}
