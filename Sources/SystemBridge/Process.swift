// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

#if canImport(Darwin)
  private let openFileLimit = RLIMIT_NOFILE
  private let coreFileLimit = RLIMIT_CORE
#else
  private let openFileLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  private let coreFileLimit = __rlimit_resource_t(RLIMIT_CORE.rawValue)
#endif

/// This process and its environment.
public enum Process {
  /// An environment variable, or nil if it is not set.
  package static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Sets an environment variable, which child processes inherit; no other thread may use it.
  package static func setEnvironment(_ name: String, _ value: String) {
    _ = unsafe setenv(name, value, 1)
  }

  /// The time in seconds since 1970-01-01 00:00 UTC.
  public static var secondsSinceEpoch: Int { Int(time(nil)) }

  /// The number of available processors.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// A number of the current thread. Threads that run at the same time have different numbers, which mostly also differ
  /// in their low bits.
  package static var threadNumber: UInt {
    #if canImport(Darwin)
      unsafe UInt(bitPattern: pthread_self()) >> 12
    #else
      pthread_self() >> 12
    #endif
  }

  /// Raises the limit on open files as far as the system allows.
  ///
  /// - Returns: the new limit.
  public static func raiseOpenFileLimit(to wanted: Int) -> Int {
    let kind = openFileLimit
    var limit = rlimit()
    guard unsafe getrlimit(kind, &limit) == 0 else { return 0 }
    if limit.rlim_cur < rlim_t(wanted) {
      let before = limit
      limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
      if unsafe setrlimit(kind, &limit) != 0 { limit = before }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// Prevents core dumps of this process, whose memory will contain a private key.
  ///
  /// Linux pipes dumps to a program regardless of the limit, unless it is 1 (fs/coredump.c); a file needs more.
  package static func forbidCoreDumps() {
    var limit = rlimit(rlim_cur: 1, rlim_max: 1)
    _ = unsafe setrlimit(coreFileLimit, &limit)
  }

  /// Runs `work` without interruption by SIGINT, SIGTERM and SIGHUP, which take effect afterwards.
  package static func deferringSignals<Result>(_ work: () -> Result) -> Result {
    var signals = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    return work()
  }

  /// Makes writing to a closed pipe an error instead of a signal.
  package static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Suspends the calling thread; a signal may end the wait early.
  package static func sleep(for duration: Duration) {
    let (seconds, attoseconds) = max(duration, .zero).components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    unsafe nanosleep(&time, nil)
  }

  /// Ends the process at once, without unwinding.
  public static func end(status: Int32) -> Never { _exit(status) }
}

/// A failed system call.
public struct SystemFailure: Error, Sendable, Hashable {
  /// The value of `errno`.
  package let number: Int32

  /// Whether the reader of a pipe has closed it.
  package var isClosedPipe: Bool { number == EPIPE }

  /// Whether the file or directory does not exist.
  package var isMissing: Bool { number == ENOENT }

  /// The failure for a directory where a file is required.
  package static let isAFolder = SystemFailure(number: EISDIR)

  static var last: SystemFailure { SystemFailure(number: errno) }
}

extension SystemFailure: CustomStringConvertible {
  /// The system's message, with a lower-case first letter.
  public var description: String {
    let text = unsafe String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// Prompts for a password on the terminal without echo.
public enum PasswordPrompt {
  /// The typed password, or nil if there is no terminal.
  public static func read(_ prompt: String) -> String? {
    withTyped(prompt) { typed in String(decoding: typed.indices.map { typed[$0] }, as: UTF8.self) }
  }

  /// Calls `body` with the typed password, then wipes it; returns nil if there is no terminal.
  package static func withTyped<Result>(_ prompt: String, _ body: (Span<UInt8>) -> Result) -> Result? {
    guard let typed = unsafe prompt.withCString({ unsafe getpass($0) }) else { return nil }
    let length = unsafe strlen(typed)
    let buffer = unsafe UnsafeMutableRawBufferPointer(start: typed, count: length)
    defer { unsafe wipe(buffer) }
    return unsafe body(buffer.bindMemory(to: UInt8.self).span)
  }

  private static func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
    guard let start = buffer.baseAddress else { return }
    #if canImport(Darwin)
      _ = unsafe memset_s(start, buffer.count, 0, buffer.count)
    #else
      unsafe explicit_bzero(start, buffer.count)
    #endif
  }
}
