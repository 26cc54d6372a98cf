// SPDX-License-Identifier: Apache-2.0
package import AutoApplySSL
public import CSRKitBase

/// One requirement on a request or an order, with the texts and sources of its findings.
///
/// docs/rules.md is generated from the rules. A class, because findings refer to rules: a copy of a dozen fields per
/// finding would cost more.
public final class Rule: Sendable {
  /// The stable identifier: family and name, such as `key.too-small`.
  public let id: String
  /// The severity of a finding, unless the finding overrides it.
  public let severity: Severity
  /// The CA's error code to expect, if any.
  public let predicts: Int?
  /// How certain the prediction is.
  public let certainty: PredictionCertainty
  /// The first day on which the rule applies, or nil if it always did.
  public let inForce: CalendarDate?
  /// The kinds of products to whose orders the rule applies; empty for all, and for requests without an order.
  package let kinds: [ProductKind]
  /// The requirement, in one sentence without a full stop.
  public let summary: String
  /// How to fix a finding, in one imperative sentence without a full stop.
  public let fix: String
  /// The sources of the requirement.
  public let citations: [String]
  /// Examines a case and reports each violation.
  let check: Check

  /// Examines a request, with its order if there is one.
  typealias RequestCheck = @Sendable (borrowing Examination, inout Reporter) -> Void
  /// Examines an order.
  typealias OrderCheck = @Sendable (borrowing OrderExamination, inout Reporter) -> Void

  /// The check, by what it examines.
  enum Check: Sendable {
    case request(RequestCheck)
    case order(OrderCheck)
    /// Values that both a request and a form can have.
    case both(request: RequestCheck, order: OrderCheck)

    var ofRequests: RequestCheck? {
      switch self {
      case .request(let check), .both(let check, _): check
      case .order: nil
      }
    }

    var ofOrders: OrderCheck? {
      switch self {
      case .order(let check), .both(_, let check): check
      case .request: nil
      }
    }
  }

  convenience init(
    _ id: String, _ severity: Severity, predicts: Int? = nil, _ certainty: PredictionCertainty = .documented,
    inForce: IndustryDate? = nil, summary: String, fix: String, citations: [String], check: @escaping RequestCheck
  ) {
    self.init(
      id, severity, predicts: predicts, certainty, inForce: inForce, summary: summary, fix: fix, citations: citations,
      checks: .request(check))
  }

  /// Whether the rule examines requests.
  package var examinesRequests: Bool { check.ofRequests != nil }
  /// Whether the rule examines orders.
  package var examinesOrders: Bool { check.ofOrders != nil }

  static func order(
    _ id: String, _ severity: Severity, predicts: Int? = nil, _ certainty: PredictionCertainty = .documented,
    inForce: IndustryDate? = nil, firstDay: CalendarDate? = nil, kinds: [ProductKind] = [], summary: String,
    fix: String, citations: [String], check: @escaping OrderCheck
  ) -> Rule {
    Rule(
      id, severity, predicts: predicts, certainty, inForce: inForce, firstDay: firstDay, kinds: kinds,
      summary: summary, fix: fix, citations: citations, checks: .order(check))
  }

  init(
    _ id: String, _ severity: Severity, predicts: Int? = nil, _ certainty: PredictionCertainty,
    inForce: IndustryDate? = nil, firstDay: CalendarDate? = nil, kinds: [ProductKind] = [], summary: String,
    fix: String, citations: [String], checks check: Check
  ) {
    self.id = id
    self.severity = severity
    self.predicts = predicts
    self.certainty = certainty
    self.inForce = inForce?.day ?? firstDay
    self.kinds = kinds
    self.summary = summary
    self.fix = fix
    self.citations = citations
    self.check = check
  }
}

/// OpenSSL commands that fixes quote; none contains text from a request.
package enum OpenSSLCommand {
  static let newRSAKey = "openssl req -new -newkey rsa:2048 -nodes -keyout key.pem -out request.pem"
  package static let newECKey =
    "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out request.pem"
  static let newRequest = "openssl req -new -key key.pem -out request.pem"
}

/// How severe a finding is for an order.
public enum Severity: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// Information that requires no action.
  case info
  /// The CA may accept the order, but the result may differ from what the customer expects.
  case warning
  /// The CA refuses the order, or industry rules forbid it.
  case error

  /// The word in output and options.
  public var name: String {
    switch self {
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// Whether the left severity is lower.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// The kind of source behind a prediction.
public enum PredictionCertainty: UInt8, Sendable, Hashable, CaseIterable {
  /// The API reference or the CA's own pages.
  case documented
  /// An industry rule or an observation.
  case inferred
  /// The user's own ledger or list.
  case local
  /// Two sources that contradict each other; nothing is predicted.
  case contested

  /// The certainty of a fact about the API.
  init(_ other: AutoApplySSL.Certainty) {
    switch other {
    case .documented: self = .documented
    case .inferred: self = .inferred
    case .local: self = .local
    case .contested: self = .contested
    }
  }

  /// The word in output.
  public var name: String {
    switch self {
    case .documented: "documented"
    case .inferred: "inferred"
    case .local: "local"
    case .contested: "contested"
    }
  }
}
