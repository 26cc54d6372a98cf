// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A child process with a two-way channel of lines to its standard input and output.
///
/// The channel is a socket pair, so that writing to a program that has ended is an error instead of a signal.
package struct ChildProcess: ~Copyable {
  private let descriptor: Int32
  private let identifier: pid_t
  private var buffer: [UInt8] = []

  private init(owning descriptor: Int32, _ identifier: pid_t) {
    self.descriptor = descriptor
    self.identifier = identifier
  }

  deinit {
    close(descriptor)
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  /// Starts a program by its path, or by its name as found in PATH.
  package static func start(_ program: String, arguments: [String]) throws(ChildFailure) -> ChildProcess {
    var ends: [Int32] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, ChildProcess.streamType, 0, &ends) == 0 else { throw .system("socketpair", errno) }
    defer { close(ends[1]) }
    // No child may inherit another's end, or that end would never reach end of file.
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    ChildProcess.silence(ends[0])
    do throws(ChildFailure) {
      return ChildProcess(
        owning: ends[0], try spawn(program, [program] + arguments, standardInput: ends[1], standardOutput: ends[1]))
    } catch {
      close(ends[0])
      throw error
    }
  }

  /// Sends a line and a newline.
  package borrowing func send(line: String) throws(ChildFailure) {
    let bytes = Array("\(line)\n".utf8)
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Self.transmit(descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw errno == EPIPE ? .ended : .system("send", errno) }
      sent += count
    }
  }

  /// Receives a line without its newline; waits at most `milliseconds` for each part.
  package mutating func receiveLine(limit: Int = 1 << 16, milliseconds: Int32) throws(ChildFailure) -> String {
    while true {
      if let newline = buffer.firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[..<newline], as: UTF8.self)
        buffer.removeSubrange(...newline)
        return line
      }
      guard buffer.count <= limit else { throw .lineTooLong(limit) }
      try fill(milliseconds)
    }
  }

  private mutating func fill(_ milliseconds: Int32) throws(ChildFailure) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&waiting, 1, milliseconds)
    if ready < 0, errno == EINTR { return }
    guard ready != 0 else { throw .timeLimit(milliseconds) }
    var part = [UInt8](repeating: 0, count: 16384)
    let count = unsafe part.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count < 0, errno == EINTR { return }
    guard count > 0 else { throw .ended }
    buffer += part[..<count]
  }

  /// Starts a program with these standard descriptors; nil inherits this process's own.
  static func spawn(
    _ program: String, _ arguments: [String], standardInput: Int32?, standardOutput: Int32?
  ) throws(ChildFailure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let standardInput { unsafe posix_spawn_file_actions_adddup2(&actions, standardInput, 0) }
    if let standardOutput { unsafe posix_spawn_file_actions_adddup2(&actions, standardOutput, 1) }
    // A thread may block signals; the program must be stoppable nevertheless.
    var mask = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setsigmask(&attributes, &mask)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var list: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe list.forEach { unsafe free($0) } }
    var identifier: pid_t = 0
    let code = unsafe posix_spawnp(&identifier, program, &actions, &attributes, &list, environ)
    guard code == 0 else { throw code == ENOENT ? .missing(program) : .system("posix_spawn", code) }
    return identifier
  }

  #if canImport(Darwin)
    static let streamType = SOCK_STREAM
    static func silence(_ descriptor: Int32) {
      var on: Int32 = 1
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    }
    static func transmit(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
      unsafe Darwin.send(descriptor, bytes, count, 0)
    }
  #else
    // Close-on-exec from the start: another thread may start a process at any time.
    static let streamType = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    static func silence(_ descriptor: Int32) {}
    static func transmit(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
      unsafe Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
    }
  #endif
}

/// Runs a program with a complete input; it writes to this process's standard output.
package enum ProgramRun {
  /// Runs a program by its path, or by its name in PATH, and waits until it ends.
  ///
  /// - Returns: the exit status; 128 plus the signal number if a signal ended it.
  package static func run(
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

  /// Writes all bytes; a program that ends without reading them is not an error.
  ///
  /// The signal stays ignored: restoring it would end the process if another thread is still writing.
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

/// Why communication with a child process failed.
package enum ChildFailure: Error, Sendable, Hashable {
  /// There is no such program.
  case missing(String)
  /// It ended before it replied.
  case ended
  /// It did not reply in time (milliseconds).
  case timeLimit(Int32)
  /// It wrote a line longer than the limit in bytes.
  case lineTooLong(Int)
  /// A system call failed with this error number.
  case system(String, Int32)
}

extension ChildFailure: CustomStringConvertible {
  /// The reason, without a full stop.
  package var description: String {
    switch self {
    case .missing(let program):
      "\(program) was not found next to this program or in PATH; run make install to install it"
    case .ended: "the program ended before it replied"
    case .timeLimit(let milliseconds): "no reply within \(milliseconds / 1000) seconds"
    case .lineTooLong(let limit): "a line is longer than \(limit) bytes"
    case .system(let call, let code): "\(unsafe String(cString: strerror(code))) (\(call))"
    }
  }
}
