// SPDX-License-Identifier: Apache-2.0
// The part of libpsl that DomainLibraries uses. A function is here only where Swift cannot call the original.
#ifndef CLIBPSL_SHIMS_H
#define CLIBPSL_SHIMS_H

#include <libpsl.h>
#include <stdio.h>

// psl_load_fp wants a FILE, whose Swift type differs between Glibc and Darwin; fmemopen makes one over bytes in memory,
// which "r" leaves unwritten although its parameter is not const.
static inline psl_ctx_t *CLibPSL_load_bytes(const void *bytes, size_t count) {
  FILE *file = fmemopen((void *)bytes, count, "r");
  if (file == NULL) return NULL;
  psl_ctx_t *list = psl_load_fp(file);
  fclose(file);
  return list;
}

#endif
