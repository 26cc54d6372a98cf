// SPDX-License-Identifier: Apache-2.0
// SQLite's C interface. A function is here only where Swift cannot call the original.
#ifndef CSQLITE_SHIMS_H
#define CSQLITE_SHIMS_H

#include <sqlite3.h>

// SQLITE_TRANSIENT, which makes SQLite copy the text, is a cast that Swift does not import.
static inline int CSQLite_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

#endif
