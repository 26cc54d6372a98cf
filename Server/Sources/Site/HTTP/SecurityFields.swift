// SPDX-License-Identifier: Apache-2.0

/// The fields that every answer carries: nothing from elsewhere is loaded, framed, guessed or told.
enum SecurityFields {
  private static let all: [(name: String, value: String)] = [
    ("content-security-policy", policy),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("x-frame-options", "DENY"),
  ]

  /// The lines of all of them, put together once.
  private static let lines = lines(of: all)

  /// The same where an answer is not to be stored.
  private static let unstoredLines = lines(of: all + [("cache-control", "no-store")])

  /// The lines for an answer with fields of its own.
  static func lines(beside own: [(name: String, value: String)]) -> [UInt8] {
    own.contains { $0.name == "cache-control" } ? lines : unstoredLines
  }

  private static func lines(of fields: [(name: String, value: String)]) -> [UInt8] {
    fields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }
  }

  /// One stylesheet, one script and one icon of our own; no inline code, no other origin, no frame.
  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")
}

/// Access from other origins' pages (Fetch §3.2), for those that the configuration names.
enum CrossOrigin {
  static func fields(for origin: String?, allowed: [String]) -> [(name: String, value: String)] {
    guard let origin, allowed.contains("*") || allowed.contains(origin) else { return [("vary", "origin")] }
    return [
      ("access-control-allow-origin", allowed.contains("*") ? "*" : origin),
      ("access-control-allow-methods", "GET, POST"), ("access-control-allow-headers", "content-type"),
      ("vary", "origin"),
    ]
  }
}
