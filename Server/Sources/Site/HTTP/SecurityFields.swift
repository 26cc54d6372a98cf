// SPDX-License-Identifier: Apache-2.0

/// The header fields of every response: browsers must not load other origins, frame, sniff types or send referrers.
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

  /// Adds these fields to those of a response; a response without `cache-control` must not be stored.
  static func added(to own: [(name: String, value: String)]) -> [(name: String, value: String)] {
    if own.isEmpty { return unstored }
    return own + (own.contains { $0.name == "cache-control" } ? stored : unstored)
  }

  /// The page loads its own stylesheet, script and icon only: no inline code, no other origin, no frames.
  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")
}

/// Cross-origin access (Fetch §3.2) for the origins in the configuration.
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
