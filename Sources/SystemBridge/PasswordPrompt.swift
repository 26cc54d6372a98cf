// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Asks a person for a password at the terminal, without showing what is typed.
public enum PasswordPrompt {
  /// What was typed, or nil where there is no terminal.
  public static func read(_ prompt: String) -> String? {
    let typed = unsafe prompt.withCString { unsafe getpass($0) }
    return unsafe typed.map { unsafe String(cString: $0) }
  }
}
