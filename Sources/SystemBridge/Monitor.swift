// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// State that threads share: one at a time has it, and a thread can wait until it is as it needs it.
///
/// Unchecked because the compiler does not see that the state is touched only under the mutex.
@safe public final class Monitor<State>: @unchecked Sendable {
  private var state: State
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A monitor over a state that nobody else holds.
  public init(_ state: sending State) {
    self.state = state
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe changed.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// How many of the waiting threads a change concerns; each wakeup is a system call.
  public enum Wakeup: Sendable {
    case none, one, all
  }

  /// Changes the state and wakes waiting threads.
  public func change<Result>(waking wakeup: Wakeup = .all, _ body: (inout State) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unlock(waking: wakeup) }
    return body(&state)
  }

  /// Waits until `body` returns a result, which is asked again after every wakeup; then wakes other waiting threads.
  public func wait<Result>(waking wakeup: Wakeup = .all, for body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unlock(waking: wakeup) }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(changed, mutex)
    }
  }
  private func unlock(waking wakeup: Wakeup) {
    switch wakeup {
    case .none: break
    case .one: unsafe pthread_cond_signal(changed)
    case .all: unsafe pthread_cond_broadcast(changed)
    }
    unsafe pthread_mutex_unlock(mutex)
  }
}
