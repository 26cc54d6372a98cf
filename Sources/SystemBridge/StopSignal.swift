// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// SIGINT and SIGTERM as something that a thread waits for.
public enum StopSignal {
  private static var signals: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    return signals
  }

  /// Keeps the signals from ending the process: for this thread and those that it starts from now on. Writing to a
  /// closed pipe becomes an error.
  public static func block() {
    var signals = signals
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for the next of the signals.
  public static func wait() {
    var signals = signals
    var number: Int32 = 0
    while unsafe sigwait(&signals, &number) != 0 {}
  }
}
