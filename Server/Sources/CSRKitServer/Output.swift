// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// What is said to the person who starts the server; a closed stream is no reason to fail.
enum Output {
  static func print(_ text: String) { try? Stream.standardOutput().write(Array(text.utf8)) }

  static func error(_ text: String) { try? Stream.standardError().write(Array("csrkit-server: error: \(text)\n".utf8)) }

  static func hint(_ text: String) { try? Stream.standardError().write(Array("csrkit-server: hint: \(text)\n".utf8)) }
}
