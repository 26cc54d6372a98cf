// SPDX-License-Identifier: Apache-2.0
// Counts the calls for memory of each thread, in this program alone: the product has no part in it.
#include "CPeers.h"

#include <stdlib.h>

static _Thread_local long long calls;

long long peers_allocations(void) { return calls; }

#ifdef __GLIBC__
// glibc's own names of its allocator stay callable when a program puts its own in their place.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size) {
  calls++;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  calls++;
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  calls++;
  return __libc_realloc(old, size);
}
#endif
