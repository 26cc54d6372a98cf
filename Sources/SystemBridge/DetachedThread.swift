// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A detached thread; the process can exit while it runs.
public struct DetachedThread: Sendable {
  #if !canImport(Darwin)
    /// The kernel's number of the thread.
    private let number: id_t
  #endif

  /// Starts a thread that leaves SIGINT and SIGTERM to others.
  ///
  /// - Returns: whether the system had another thread.
  public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    guard let handle = ThreadBody.start(body) else { return false }
    #if canImport(Darwin)
      if let thread = unsafe pthread_t(bitPattern: handle) { unsafe pthread_detach(thread) }
    #else
      pthread_detach(handle)
    #endif
    return true
  }

  /// The running thread; nil where the system gives it no number.
  public static var current: DetachedThread? {
    #if canImport(Darwin)
      DetachedThread()
    #else
      // glibc declares gettid() for _GNU_SOURCE only. The link reads "4711/task/4712".
      var text = [UInt8](repeating: 0, count: 64)
      let length = unsafe readlink("/proc/thread-self", &text, text.count)
      guard length > 0 else { return nil }
      let last = String(decoding: text[..<length], as: UTF8.self).split(separator: "/").last
      return last.flatMap { id_t($0) }.map { DetachedThread(number: $0) }
    #endif
  }

  /// Lowers the thread's priority; only a privileged process could raise it again.
  ///
  /// Linux has a priority for each thread; elsewhere this has no effect. The thread must not have ended, since its number
  /// may be another thread's by then.
  ///
  /// - Parameter steps: how much is added to its niceness, which is 19 at most.
  public func lowerPriority(by steps: Int32) {
    #if !canImport(Darwin)
      let kind = __priority_which_t(PRIO_PROCESS.rawValue)
      _ = setpriority(kind, number, min(19, getpriority(kind, number) + steps))
    #endif
  }
}
