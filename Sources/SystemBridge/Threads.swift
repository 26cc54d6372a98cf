// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Threads that run the same function and can be joined.
///
/// They leave SIGINT and SIGTERM to the thread that started them.
public final class WorkerThreads {
  /// `pthread_t` as a number, since it is an integer on Linux and a pointer on macOS.
  private var handles: [UInt] = []

  /// Starts `count` threads, or fewer if the system has no more.
  public init(count: Int, body: @escaping @Sendable () -> Void) {
    var signals = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    // A new thread inherits the mask of its creator.
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    for _ in 0..<count {
      guard let handle = WorkerThreads.start(body) else { return }
      handles.append(handle)
    }
  }

  /// The number of threads started.
  public var count: Int { handles.count }

  /// Waits until all threads have returned.
  public func join() {
    for handle in handles {
      #if canImport(Darwin)
        if let thread = unsafe pthread_t(bitPattern: handle) { unsafe pthread_join(thread, nil) }
      #else
        pthread_join(handle, nil)
      #endif
    }
    handles = []
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> UInt? {
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

private final class ThreadBody {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
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

  /// Changes the state and wakes the waiting threads.
  public func change<Result>(_ body: (inout State) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Waits until `body` returns a result; it is called again after every change.
  public func wait<Result>(for body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(changed, mutex)
    }
  }
}
