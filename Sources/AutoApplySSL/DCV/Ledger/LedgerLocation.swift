// SPDX-License-Identifier: Apache-2.0

/// Where a ledger is stored, as a user names it in one word.
public enum LedgerLocation: Sendable, Hashable {
  /// The path of a SQLite file.
  case file(String)
  /// The URI of a PostgreSQL database.
  case postgreSQL(String)

  /// A location: a `postgres://` or `postgresql://` URI, otherwise a path.
  public init(_ text: String) {
    let isURI = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    self = isURI ? .postgreSQL(text) : .file(text)
  }
}
