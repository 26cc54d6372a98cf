// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// The answer goes to standard output, everything else to standard error.
enum Terminal {
  /// Whether to colour what goes to standard output.
  static func usesColor(noColor: Bool) -> Bool {
    guard !noColor, Stream.standardOutput().isTerminal else { return false }
    return (Process.environment("NO_COLOR") ?? "").isEmpty && Process.environment("TERM") != "dumb"
  }

  static func print(_ text: String) { print(Array(text.utf8)) }

  static func print(_ bytes: [UInt8]) { write(bytes, to: .standardOutput()) }

  static func error(_ message: String) { note("error", message) }

  static func warning(_ message: String) { note("warning", message) }

  static func hint(_ message: String) { note("hint", message) }

  private static func note(_ kind: String, _ message: String) {
    write(Array("csrkit: \(kind): \(message)\n".utf8), to: .standardError())
  }

  private static func write(_ bytes: [UInt8], to stream: consuming Stream) {
    do throws(SystemFailure) {
      try stream.write(bytes)
    } catch {
      // A closed pipe is no fault: whoever read has had enough.
      Process.end(status: error.isClosedPipe ? Status.success.rawValue : Status.ownFault.rawValue)
    }
  }
}
