// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// SIGINT and SIGTERM as something that a thread waits for.
///
/// A signal is a byte in a pipe, which a handler may write in any thread.
public enum StopSignal {
  nonisolated(unsafe) private static var readEnd: Int32 = -1
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  /// Keeps the signals from ending the process. Writing to a closed pipe becomes an error.
  ///
  /// - Returns: false if the system has no pipe.
  public static func watch() -> Bool {
    var ends: [Int32] = [-1, -1]
    guard unsafe readEnd < 0, unsafe pipe(&ends) == 0 else { return unsafe readEnd >= 0 }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    unsafe (readEnd, writeEnd) = (ends[0], ends[1])
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number) { StopSignal.note($0) }
    }
    return true
  }

  private static func note(_ number: Int32) {
    var octet: UInt8 = 0
    _ = unsafe write(writeEnd, &octet, 1)
  }

  /// Waits for the next of the signals; returns at once without ``watch()``.
  public static func wait() {
    var octet: UInt8 = 0
    while unsafe read(readEnd, &octet, 1) < 0, errno == EINTR {}
  }
}
