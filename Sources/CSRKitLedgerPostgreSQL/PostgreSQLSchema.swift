// SPDX-License-Identifier: Apache-2.0

/// The tables of a ledger in PostgreSQL.
enum PostgreSQLSchema {
  static let versionTable = "CREATE TABLE IF NOT EXISTS csrkit_ledger_schema (version integer PRIMARY KEY)"

  /// The statements of each version; those of released versions never change.
  static let migrations: [[String]] = [
    [
      """
      CREATE TABLE csrkit_ledger (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        unique_value text COLLATE "C" NOT NULL CHECK (unique_value ~ '^[A-Za-z0-9]{0,20}$'),
        reference text COLLATE "C",
        time bigint NOT NULL,
        UNIQUE (sha256, unique_value))
      """,
      "CREATE INDEX csrkit_ledger_reference ON csrkit_ledger (reference) WHERE reference IS NOT NULL",
    ]
  ]

  /// Creates the orders of `OrderLedger`, which most ledgers do not have.
  static let orders = [
    """
    CREATE TABLE csrkit_ledger_order (
      number bigint PRIMARY KEY REFERENCES csrkit_ledger (number),
      account text COLLATE "C" NOT NULL,
      cost bigint NOT NULL)
    """,
    "CREATE INDEX csrkit_ledger_order_account ON csrkit_ledger_order (account, cost)",
  ]
}
