// SPDX-License-Identifier: Apache-2.0
internal import CPQ

/// A connection to a PostgreSQL server (libpq); text in, text out.
///
/// Safe: the handle is owned alone, freed once, and never leaves this type.
@safe public struct PostgresConnection: ~Copyable {
  private let handle: OpaquePointer

  private init(owning handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe PQfinish(handle) }

  /// Connects as a `postgres://` URI says, within ten seconds for each host unless the URI says otherwise.
  public static func connect(to uri: String) throws(PostgresFailure) -> PostgresConnection {
    let connection = try unsafe PostgresConnection(owning: open(uri))
    let handle = unsafe connection.handle
    guard connection.isAlive else { throw unsafe connection.failure(of: nil) }
    // Notices would be printed to standard error.
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
    return connection
  }

  private static func open(_ uri: String) throws(PostgresFailure) -> OpaquePointer {
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
    guard let handle = unsafe handle else { throw PostgresFailure(state: nil, message: "out of memory") }
    return unsafe handle
  }

  /// Whether the connection stood at its last use.
  public var isAlive: Bool { unsafe PQstatus(handle) == CONNECTION_OK }

  /// Connects anew with the same target.
  public borrowing func reconnect() throws(PostgresFailure) {
    unsafe PQreset(handle)
    guard isAlive else { throw unsafe failure(of: nil) }
  }

  /// Runs one statement; the values take the places of `$1`, `$2`, …, and nil is NULL.
  ///
  /// - Returns: the rows' columns as text.
  public borrowing func run(_ statement: String, _ values: [String?] = []) throws(PostgresFailure) -> [[String?]] {
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

  private func failure(of result: OpaquePointer?) -> PostgresFailure {
    // PG_DIAG_SQLSTATE is 'C'; Swift does not see a character macro.
    let state = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { unsafe String(cString: $0) }
    let message = unsafe String(cString: PQerrorMessage(handle))
    let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason given"
    return PostgresFailure(state: state, message: line)
  }
}

/// What the server or the library says of a failure.
public struct PostgresFailure: Error, Sendable, Hashable {
  /// SQLSTATE, five characters, if the server gave one.
  public let state: String?
  /// The first line of the message.
  public let message: String
}
