// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A program that is given its input whole and writes to where this process writes.
public enum ProgramRun {
  /// Runs a program by its path, or by its name as found in PATH, and waits for its end.
  ///
  /// - Returns: its exit status; 128 and the signal's number when a signal ended it.
  public static func run(
    _ program: String, arguments: [String], input: [UInt8]
  ) throws(ChildFailure) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw .system("pipe", errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let identifier: pid_t
    do throws(ChildFailure) {
      identifier = try ChildProcess.spawn(program, [program] + arguments, standardInput: ends[0], standardOutput: nil)
    } catch {
      for end in ends { close(end) }
      throw error
    }
    close(ends[0])
    send(input, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Writes all; a program that has ended without reading is no failure of ours.
  ///
  /// The signal stays ignored: putting it back would end the process where another thread is still writing.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    signal(SIGPIPE, SIG_IGN)
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      sent += count
    }
  }
}
