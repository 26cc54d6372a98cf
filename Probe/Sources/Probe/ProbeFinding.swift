// SPDX-License-Identifier: Apache-2.0

/// One thing that was seen, with what to do about it.
public struct ProbeFinding: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, Comparable {
    /// As it should be, or worth knowing.
    case info
    /// The CA may see it otherwise, or stumble over it.
    case warning
    /// The CA will not accept it.
    case error

    /// Whether the left one matters less.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
  }

  /// How much it matters.
  public let severity: Severity
  /// What it is about, stable: `file.body`, `dns.bogus`.
  public let identifier: String
  /// What was found, a sentence without a full stop.
  public let message: String
  /// What to do; nil when there is nothing to do.
  public let fix: String?

  init(_ severity: Severity, _ identifier: String, _ message: String, fix: String? = nil) {
    self.severity = severity
    self.identifier = identifier
    self.message = message
    self.fix = fix
  }
}

/// What was found for one name.
public struct NameReport: Sendable, Hashable {
  /// Whether the CA will find what it looks for.
  public enum Verdict: String, Sendable, Hashable {
    /// Everything is as it should be.
    case ready
    /// The proof is there, and something may keep the CA from seeing it.
    case doubtful
    /// The CA will not find the proof, or may not issue.
    case notReady = "not-ready"
  }

  /// The name.
  public let name: String
  /// What was found, in the order in which it was looked for.
  public let findings: [ProbeFinding]

  /// Whether the CA will find what it looks for.
  public var verdict: Verdict {
    switch findings.map(\.severity).max() {
    case .error: .notReady
    case .warning: .doubtful
    case .info: .ready
    case nil: .notReady
    }
  }
}
