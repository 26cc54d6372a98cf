// SPDX-License-Identifier: Apache-2.0

/// A `postgres://` URI as the user wrote it.
struct PostgreSQLURI {
  private let password: String

  init(_ text: String) {
    let rest = text.drop { $0 != ":" }.dropFirst(3)
    let credentials = rest.lastIndex(of: "@").map { rest[..<$0] } ?? rest[..<rest.startIndex]
    password = String(credentials.drop { $0 != ":" }.dropFirst())
  }

  /// libpq's message, unless it quotes a part of the password: libpq splits a URI whose password is not percent-encoded
  /// at the wrong places and reports a part of it as a port or host.
  func withoutPassword(_ message: String) -> String {
    let quoted = message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 && !$0.element.isEmpty }.map(\.element)
    guard quoted.contains(where: { part in password.contains(part) || part.contains(password) && !password.isEmpty })
    else { return message }
    return "the URI's password contains characters that must be percent-encoded, such as / @ or #"
  }
}
