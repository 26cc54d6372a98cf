// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Threads that run the same function and are waited for.
///
/// They leave SIGINT and SIGTERM to the thread that started them.
public final class WorkerThreads {
  /// `pthread_t` as a number, which it is on Linux and a pointer on macOS.
  private var handles: [UInt] = []

  /// Starts `count` threads; fewer where the system has no more.
  public init(count: Int, body: @escaping @Sendable () -> Void) {
    for _ in 0..<count {
      guard let handle = ThreadBody.start(body) else { return }
      handles.append(handle)
    }
  }

  /// How many run.
  public var count: Int { handles.count }

  /// Waits until all have returned.
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
