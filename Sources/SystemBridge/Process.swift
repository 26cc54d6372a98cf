// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

#if canImport(Darwin)
  private let openFileLimit = RLIMIT_NOFILE
#else
  private let openFileLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#endif

/// What the system says of this process.
public enum Process {
  /// A variable of the environment, or nil where it is not set.
  public static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// The time in seconds since 1970-01-01 00:00 UTC.
  public static var secondsSinceEpoch: Int { Int(time(nil)) }

  /// How many processors there are to run on.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// A number of the running thread: threads that run at the same time have different ones, and mostly also in their last
  /// bits.
  public static var threadNumber: UInt {
    #if canImport(Darwin)
      unsafe UInt(bitPattern: pthread_self()) >> 12
    #else
      pthread_self() >> 12
    #endif
  }

  /// Raises how many files the process may open, as far as the system lets it.
  ///
  /// - Returns: how many it may open now.
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

  /// Ends the process at once, without unwinding.
  public static func end(status: Int32) -> Never { _exit(status) }
}

/// Why a call of the system failed.
public struct SystemFailure: Error, Sendable, Hashable {
  /// The number in `errno`.
  public let number: Int32

  /// Whether the reader of a pipe has gone.
  public var isClosedPipe: Bool { number == EPIPE }

  /// Whether there is no such file or folder.
  public var isMissing: Bool { number == ENOENT }

  /// That a folder stands where a file is needed.
  public static let isAFolder = SystemFailure(number: EISDIR)

  static var last: SystemFailure { SystemFailure(number: errno) }
}

extension SystemFailure: CustomStringConvertible {
  /// The system's words, in lower case.
  public var description: String {
    let text = unsafe String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// Asks a person for a password at the terminal, without showing what is typed.
public enum PasswordPrompt {
  /// What was typed, or nil where there is no terminal.
  public static func read(_ prompt: String) -> String? {
    let typed = unsafe prompt.withCString { unsafe getpass($0) }
    return unsafe typed.map { unsafe String(cString: $0) }
  }
}
