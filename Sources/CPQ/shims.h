// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's client library; pkg-config gives the folder.
#include <libpq-fe.h>
