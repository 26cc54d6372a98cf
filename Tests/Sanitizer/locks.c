// SPDX-License-Identifier: Apache-2.0

// Announces locks to ThreadSanitizer that it cannot see: a contended Mutex of Swift's Synchronization is passed on by the
// kernel (FUTEX_LOCK_PI) in a library that is not instrumented, so that protected accesses look like races.
// Preloaded by Scripts/watch-races; the symbols are those of libswiftSynchronization.so.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SELF __attribute__((swift_context)) void *self
#define SWIFT __attribute__((swiftcall))

__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

typedef SWIFT void Lock(uint32_t thread, SELF);
typedef SWIFT bool TryLock(SELF);
typedef SWIFT void Unlock(SELF);

Lock lockSlow __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
TryLock tryLockSlow __asm__("$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");
Unlock unlockSlow __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");

SWIFT void lockSlow(uint32_t thread, SELF) {
  static Lock *next;
  if (!next) next = (Lock *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
  next(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool tryLockSlow(SELF) {
  static TryLock *next;
  if (!next) next = (TryLock *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF");
  bool isLocked = next(self);
  if (isLocked && __tsan_acquire) __tsan_acquire(self);
  return isLocked;
}

SWIFT void unlockSlow(SELF) {
  static Unlock *next;
  if (!next) next = (Unlock *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
  if (__tsan_release) __tsan_release(self);
  next(self);
}
