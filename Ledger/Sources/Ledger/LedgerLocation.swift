// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import LedgerPostgres
internal import LedgerSQLite

/// Where a ledger is kept, as `--ledger` and `CSRKIT_LEDGER` name it.
public enum LedgerLocation: Sendable, Hashable {
  /// A SQLite file by its path.
  case file(String)
  /// A PostgreSQL database by its URI.
  case postgres(String)

  /// A location: a `postgres://` or `postgresql://` URI, else a path.
  public init(_ text: String) {
    let isURI = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    self = isURI ? .postgres(text) : .file(text)
  }

  /// Opens the ledger, making it if it is not there.
  public func open() throws(LedgerError) -> any TokenLedger {
    switch self {
    case .file(""): throw .unreachable("its name is empty")
    // SQLite reads a meaning into names such as :memory:, though not behind a folder.
    case .file(let path): try SQLiteLedger(path: path.hasPrefix("/") ? path : "./\(path)")
    case .postgres(let uri): try PostgresLedger(uri: uri)
    }
  }
}
