// SPDX-License-Identifier: Apache-2.0
// Counts the allocations of each thread, in the benchmark only.
#include "CPeers.h"

#include <stdlib.h>

static _Thread_local long long calls;

long long peers_allocations(void) { return calls; }

#ifdef __GLIBC__
// glibc's internal names of the allocator can still be called when a program replaces the public ones.
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
