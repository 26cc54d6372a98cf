// SPDX-License-Identifier: Apache-2.0

/// The tables of a ledger in PostgreSQL, one list of statements for each version; old ones are never changed.
enum PostgresSchema {
  static let versionTable = "CREATE TABLE IF NOT EXISTS csrkit_ledger_schema (version integer PRIMARY KEY)"

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
}
