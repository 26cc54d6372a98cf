// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Threads that run the same function and can be joined.
///
/// They leave SIGINT and SIGTERM to the thread that started them.
package final class WorkerThreads {
  /// `pthread_t` as a number, since it is an integer on Linux and a pointer on macOS.
  private var handles: [UInt] = []

  /// Starts `count` threads, or fewer if the system has no more.
  package init(count: Int, body: @escaping @Sendable () -> Void) {
    for _ in 0..<count {
      guard let handle = ThreadBody.start(body) else { return }
      handles.append(handle)
    }
  }

  /// The number of threads started.
  package var count: Int { handles.count }

  /// Waits until all threads have returned.
  package func join() {
    for handle in handles {
      #if canImport(Darwin)
        if let thread = unsafe pthread_t(bitPattern: handle) { unsafe pthread_join(thread, nil) }
      #else
        pthread_join(handle, nil)
      #endif
    }
    handles = []
  }
}

/// What a new thread runs.
final class ThreadBody {
  fileprivate let run: @Sendable () -> Void

  private init(_ run: @escaping @Sendable () -> Void) { self.run = run }

  /// Starts a thread that leaves SIGINT and SIGTERM to others.
  ///
  /// - Returns: the thread's `pthread_t` as a number, or nil where the system has no more threads.
  static func start(_ body: @escaping @Sendable () -> Void) -> UInt? {
    var signals = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    // A new thread inherits the mask of the thread that creates it.
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    let box = unsafe Unmanaged.passRetained(ThreadBody(body))
    #if canImport(Darwin)
      var handle: pthread_t?
    #else
      var handle = pthread_t()
    #endif
    guard unsafe pthread_create(&handle, nil, runThread, box.toOpaque()) == 0 else {
      unsafe box.release()
      return nil
    }
    #if canImport(Darwin)
      return unsafe UInt(bitPattern: handle)
    #else
      return handle
    #endif
  }
}

#if canImport(Darwin)
  private func runThread(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#else
  private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#endif

/// State shared between threads, with mutual exclusion and waiting for a condition.
///
/// Unchecked because the compiler cannot see that the state is accessed only under the mutex.
@safe public final class Monitor<State>: @unchecked Sendable {
  private var state: State
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Creates a monitor for a state.
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

  /// Waits until `body` returns a result; it is called again after every wakeup. Then wakes waiting threads.
  public func wait<Result>(waking wakeup: Wakeup = .all, for body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unlock(waking: wakeup) }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(changed, mutex)
    }
  }

  private func unlock(waking wakeup: Wakeup) {
    // First, because a woken thread would only wait for the mutex.
    unsafe pthread_mutex_unlock(mutex)
    switch wakeup {
    case .none: break
    case .one: unsafe pthread_cond_signal(changed)
    case .all: unsafe pthread_cond_broadcast(changed)
    }
  }
}
