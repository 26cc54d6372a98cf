// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// One thing that can be wrong with a request or an order, with all that is to be said about it.
///
/// A rule's value is its documentation too: docs/rules.md is printed from the catalog. A class, since rules are only ever
/// referred to: each finding would copy a dozen fields.
public final class Rule: Sendable {
  /// The stable identifier: family and name, such as `key.too-small`.
  public let id: String
  /// How much a finding matters, unless the occurrence says otherwise.
  public let severity: Severity
  /// The CA's error code that is to be expected, if any.
  public let predicts: Int?
  /// What the prediction rests on.
  public let certainty: Certainty
  /// The first day on which the rule holds, or nil where it always did.
  public let inForce: CalendarDate?
  /// What the rule demands, in one sentence without a full stop.
  public let summary: String
  /// What to do about a finding, in one sentence without a full stop.
  public let fix: String
  /// Where the rule is written.
  public let citations: [String]
  /// Looks at the case and reports each occurrence.
  let check: Check

  /// What the rule looks at: a request, with its order if it has one, or an order.
  enum Check: Sendable {
    case request(@Sendable (borrowing Examination, inout Reporter) -> Void)
    case order(@Sendable (borrowing OrderExamination, inout Reporter) -> Void)
  }

  convenience init(
    _ id: String, _ severity: Severity, predicts: Int? = nil, _ certainty: Certainty = .documented,
    inForce: CalendarDate? = nil, summary: String, fix: String, citations: [String],
    check: @escaping @Sendable (borrowing Examination, inout Reporter) -> Void
  ) {
    self.init(
      id: id, severity: severity, predicts: predicts, certainty: certainty, inForce: inForce, summary: summary,
      fix: fix, citations: citations, check: .request(check))
  }

  /// Whether it looks at an order form rather than at the request.
  public var isAboutOrders: Bool {
    if case .order = check { true } else { false }
  }

  /// A rule on orders.
  static func order(
    _ id: String, _ severity: Severity, predicts: Int? = nil, _ certainty: Certainty = .documented,
    inForce: CalendarDate? = nil, summary: String, fix: String, citations: [String],
    check: @escaping @Sendable (borrowing OrderExamination, inout Reporter) -> Void
  ) -> Rule {
    Rule(
      id: id, severity: severity, predicts: predicts, certainty: certainty, inForce: inForce, summary: summary,
      fix: fix, citations: citations, check: .order(check))
  }

  private init(
    id: String, severity: Severity, predicts: Int?, certainty: Certainty, inForce: CalendarDate?, summary: String,
    fix: String, citations: [String], check: Check
  ) {
    self.id = id
    self.severity = severity
    self.predicts = predicts
    self.certainty = certainty
    self.inForce = inForce
    self.summary = summary
    self.fix = fix
    self.citations = citations
    self.check = check
  }
}
