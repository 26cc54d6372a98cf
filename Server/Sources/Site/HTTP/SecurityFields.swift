// SPDX-License-Identifier: Apache-2.0

/// The fields that every answer carries, so that browsers load, frame, guess and pass on nothing.
enum SecurityFields {
  private static let stored: [(name: String, value: String)] = [
    ("content-security-policy", policy),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("x-frame-options", "DENY"),
  ]

  private static let unstored = stored + [("cache-control", "no-store")]

  /// Adds these fields to an answer's own; an answer that does not say otherwise must not be stored.
  static func added(to own: [(name: String, value: String)]) -> [(name: String, value: String)] {
    if own.isEmpty { return unstored }
    return own + (own.contains { $0.name == "cache-control" } ? stored : unstored)
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
