// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// How much a finding matters to someone about to order.
public enum Severity: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// Good to know; nothing needs doing.
  case info
  /// The order may go through, but not as its maker expects.
  case warning
  /// The CA refuses it, or the industry's rules forbid it.
  case error

  /// The word in output and options.
  public var name: String {
    switch self {
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// Whether the left matters less.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

extension Certainty {
  /// The same for facts about the API.
  init(_ other: AutoApplySSL.Certainty) {
    switch other {
    case .documented: self = .documented
    case .inferred: self = .inferred
    case .local: self = .local
    }
  }
}

/// What a prediction rests on.
public enum Certainty: UInt8, Sendable, Hashable, CaseIterable {
  /// The API reference or the CA's own pages say so.
  case documented
  /// A rule of the industry or an observation says so.
  case inferred
  /// A ledger or list of the user's own says so.
  case local

  /// The word in output.
  public var name: String {
    switch self {
    case .documented: "documented"
    case .inferred: "inferred"
    case .local: "local"
    }
  }
}
