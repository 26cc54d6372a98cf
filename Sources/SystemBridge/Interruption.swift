// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
  private let systemRead = unsafe Darwin.read
  private let systemWrite = unsafe Darwin.write
#else
  internal import Glibc
  private let systemRead = unsafe Glibc.read
  private let systemWrite = unsafe Glibc.write
#endif

/// A request to stop, by a signal or from within, that also wakes a thread that waits for input.
///
/// The request is a byte in a pipe: a signal handler may write it, and `poll` waits for it together with the input.
package enum Interruption {
  nonisolated(unsafe) private static var readEnd: Int32 = -1
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  /// Turns SIGINT and SIGTERM into requests; a second one ends the process as usual. Writing to a closed pipe becomes
  /// an error.
  package static func watch() {
    guard unsafe readEnd < 0 else { return }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    unsafe (readEnd, writeEnd) = (ends[0], ends[1])
    signal(SIGPIPE, SIG_IGN)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      unsafe sigaddset(&signals, number)
      var action = sigaction()
      #if canImport(Darwin)
        unsafe action.__sigaction_u.__sa_handler = { Interruption.note($0) }
        unsafe action.sa_flags = Int32(SA_RESETHAND)
      #else
        unsafe action.__sigaction_handler.sa_handler = { Interruption.note($0) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      #endif
      unsafe sigaction(number, &action, nil)
    }
    // The parent process may have left them blocked.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Requests a stop, as if by a signal.
  package static func request() { note(0) }

  /// Takes the request: the signal's number, 0 for a request from within, nil without a request.
  package static func take() -> Int32? {
    var octet: UInt8 = 0
    guard unsafe readEnd >= 0, unsafe systemRead(readEnd, &octet, 1) == 1 else { return nil }
    return Int32(octet)
  }

  /// Waits until a descriptor is readable; returns false if a stop was requested.
  static func waits(for descriptor: Int32) -> Bool {
    while true {
      var both = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: unsafe readEnd, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe poll(&both, 2, -1)
      if count < 0, errno == EINTR { continue }
      return count < 0 || both[1].revents == 0
    }
  }

  private static func note(_ number: Int32) {
    let before = errno
    var octet = UInt8(truncatingIfNeeded: number)
    _ = unsafe systemWrite(writeEnd, &octet, 1)
    errno = before
  }
}
