// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import PKCS10
import SystemBridge

/// Writes results to standard output, and errors, warnings and hints to standard error.
enum Terminal {
  /// Whether standard output is colored.
  static func usesColor(noColor: Bool) -> Bool {
    guard !noColor, Stream.standardOutput().isTerminal else { return false }
    return (Process.environment("NO_COLOR") ?? "").isEmpty && Process.environment("TERM") != "dumb"
  }

  static func print(_ text: String) { print(Array(text.utf8)) }

  static func print(_ bytes: [UInt8]) { write(bytes, to: .standardOutput()) }

  static func error(_ message: String) { write("error", message) }

  /// Prints an error and what to do about it.
  static func error(_ message: String, fix: String?) {
    error(message)
    if let fix { hint(fix) }
  }

  static func warning(_ message: String) { write("warning", message) }

  static func hint(_ message: String) { write("hint", message) }

  private static func write(_ kind: String, _ message: String) {
    write(Array("csrkit: \(kind): \(message)\n".utf8), to: .standardError())
  }

  private static func write(_ bytes: [UInt8], to stream: consuming Stream) {
    do throws(SystemFailure) {
      try stream.write(bytes)
    } catch {
      // A closed pipe is not an error: the reader needs no more output.
      Process.end(status: error.isClosedPipe ? Status.success.rawValue : Status.internalError.rawValue)
    }
  }
}

/// Warnings that every command prints.
enum Warnings {
  static func print(for inspection: Inspection) {
    if inspection.hasPrivateKey { printPrivateKey(in: inspection.name) }
  }

  static func printPrivateKey(in name: String) {
    Terminal.warning(
      "\(name): A PRIVATE KEY IS IN THIS INPUT. Never send a private key to anyone, not even to a CA; "
        + "if it was sent, generate a new key and create a new CSR")
  }
}

/// The exit statuses; with several inputs, the highest applies.
enum Status: Int32, Comparable {
  case success = 0
  case findings = 1
  case refused = 2
  case usage = 64
  case noRequest = 65
  case cannotRead = 66
  case internalError = 70

  static func < (left: Status, right: Status) -> Bool { left.rawValue < right.rawValue }

  func exit() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}
