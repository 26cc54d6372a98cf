// SPDX-License-Identifier: Apache-2.0
internal import CSQLite

/// A value that a statement takes or returns; other types are returned as SQLite converts them to text.
package enum SQLiteValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)

  /// A text, or `null` for nil.
  package init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  /// The integer, or nil for another type.
  package var integer: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// The text, or nil for another type.
  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

/// Why SQLite failed.
package struct SQLiteFailure: Error, Sendable, Hashable {
  /// What a caller can do about it.
  package enum Kind: Sendable, Hashable {
    /// Other connections hold locks.
    case busy
    /// The file cannot be opened, created or written to.
    case inaccessible
    /// The file is not a database, or is damaged.
    case notADatabase
    case other
  }

  /// The extended result code.
  package let code: Int32
  /// SQLite's description of the failure.
  package let message: String

  init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  /// The failure of a connection's most recent call.
  @unsafe init(of connection: OpaquePointer) {
    code = unsafe sqlite3_extended_errcode(connection)
    message = unsafe String(cString: sqlite3_errmsg(connection))
  }

  /// The kind, which the low eight bits of the code determine.
  package var kind: Kind {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH: .inaccessible
    case SQLITE_NOTADB, SQLITE_CORRUPT: .notADatabase
    default: .other
    }
  }
}
