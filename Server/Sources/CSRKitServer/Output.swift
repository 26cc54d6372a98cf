// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// Output for the user who starts the server; write errors are ignored.
enum Output {
  static func print(_ text: String) { try? Stream.standardOutput().write(Array(text.utf8)) }

  static func error(_ text: String) { try? Stream.standardError().write(Array("csrkit-server: error: \(text)\n".utf8)) }

  static func hint(_ text: String) { try? Stream.standardError().write(Array("csrkit-server: hint: \(text)\n".utf8)) }
}
