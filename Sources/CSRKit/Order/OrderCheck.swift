// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import PKCS10
public import Preflight

/// The result of checking an order before it is sent.
///
/// It is a class because it contains the complete request and order and is never modified.
public final class OrderCheck: Sendable {
  /// The request; nil if there is none.
  public let report: RequestReport?
  /// The order as the CA will read it.
  public let effective: EffectiveOrder
  /// The day as of which the rules were applied.
  public let day: CalendarDate
  /// Whether the form was checked as a complete order.
  public let isComplete: Bool
  /// The findings, the one to act on first at the start.
  public let findings: [Finding]
  /// The verdict, the predicted error and the alternatives.
  package let judgement: Judgement
  /// Whether the input contains a private key.
  public let hasPrivateKey: Bool
  /// Why the ledger failed; nil if it did not, or if there is none.
  public let ledgerFailure: LedgerError?

  init(
    report: RequestReport?, effective: EffectiveOrder, isComplete: Bool, findings: [Finding], on day: CalendarDate,
    hasPrivateKey: Bool = false, ledgerFailure: LedgerError? = nil
  ) {
    self.hasPrivateKey = hasPrivateKey || report?.source.privateKey != nil
    self.ledgerFailure = ledgerFailure
    self.report = report
    self.effective = effective
    self.day = day
    self.isComplete = isComplete
    self.findings = findings
    judgement = Judgement(findings)
  }

  /// The verdict on the order.
  public var verdict: Verdict { judgement.verdict }

  /// The error that the CA is most likely to return; nil unless the verdict is `refused`.
  public var prediction: Prediction? { judgement.predicted }

  /// The codes of other errors that the CA may return instead of the predicted one.
  public var alternatives: [Int] { judgement.alternatives }

  /// The parameters that the order still needs; empty if the form was checked as a complete order.
  public var needed: [NeededParameter] { isComplete ? [] : effective.needs() }

  /// The same parameters as a set.
  package var neededParameters: ParameterSet { isComplete ? [] : effective.neededParameters() }

  /// The highest severity of a finding; nil if there are none.
  package var worst: Severity? { findings.map(\.severity).max() }
}

/// The requests of an input, checked for an order.
public struct OrderInspection: Sendable {
  /// The content of the input; its reports have no findings.
  public let inspection: Inspection
  /// A check for each request, in the order of the input.
  public let checks: [OrderCheck]
}

/// The order that requests are checked for.
public struct OrderQuestion: Sendable {
  /// The parameters of the order.
  public let form: OrderForm
  /// Whether the form is complete, so that a missing parameter is an error.
  public let isComplete: Bool
  /// The ledger of earlier orders; nil if there is none.
  public let ledger: (any TokenLedger)?

  /// Creates a question about an order.
  public init(form: OrderForm, isComplete: Bool, ledger: (any TokenLedger)? = nil) {
    self.form = form
    self.isComplete = isComplete
    self.ledger = ledger
  }
}

extension Inspector {
  /// Checks every request in an input for an order.
  ///
  /// - Parameters:
  ///   - input: the bytes of a file or of a form field.
  ///   - name: the name of the input in reports.
  ///   - question: the order.
  ///   - day: the day as of which rules are applied.
  public func check(
    _ input: [UInt8], name: String = "-", for question: OrderQuestion, on day: CalendarDate
  ) -> OrderInspection {
    let inspection = engines.use { $0.inspect(input.span, name: name, on: day, appliesRules: false) }
    return OrderInspection(
      inspection: inspection, checks: inspection.requests.map { check($0, for: question, on: day) })
  }

  /// Checks an inspected request for an order; all rules are applied again, since the order affects them.
  public func check(_ report: RequestReport, for question: OrderQuestion, on day: CalendarDate) -> OrderCheck {
    OrderCheck(report, for: question, requestText: nil, on: day)
  }

  /// Checks an inspected request for an incomplete order; missing parameters are listed in ``OrderCheck/needed``.
  public func check(_ report: RequestReport, for form: OrderForm, on day: CalendarDate) -> OrderCheck {
    check(report, for: OrderQuestion(form: form, isComplete: false), on: day)
  }

  /// Checks an order form that contains the request.
  public func check(formOf question: OrderQuestion, on day: CalendarDate) -> OrderCheck {
    check(inspect(formOf: question, on: day), formOf: question, on: day)
  }

  /// Reads the request of an order form for ``check(_:formOf:on:)``; no rules are applied, since the order changes them.
  public func inspect(formOf question: OrderQuestion, on day: CalendarDate) -> Inspection {
    let text = question.form[.csr] ?? ""
    return engines.use { $0.inspect(Array(text.utf8).span, name: "csr", on: day, appliesRules: false) }
  }

  /// Checks an order form whose request has been read.
  public func check(_ inspection: Inspection, formOf question: OrderQuestion, on day: CalendarDate) -> OrderCheck {
    OrderCheck(formOf: question, inspection, on: day)
  }

  /// Merges the form with the request as the CA will do.
  public func effectiveOrder(_ form: OrderForm, request report: RequestReport?) -> EffectiveOrder {
    EffectiveOrder(form: form, merging: report)
  }

  /// Adds a request to a form and checks the complete order; without a request, the form contains it.
  public func prepare(_ form: OrderForm, request report: RequestReport?, on day: CalendarDate) -> PreparedOrder {
    guard let report else {
      return PreparedOrder(form: form, check: check(formOf: OrderQuestion(form: form, isComplete: true), on: day))
    }
    var complete = form
    let text = PEMText.request(report.request.der)
    complete[.csr] = text
    let question = OrderQuestion(form: complete, isComplete: true)
    return PreparedOrder(
      form: complete, check: OrderCheck(report, for: question, requestText: text, on: day))
  }
}

extension EffectiveOrder {
  convenience init(form: OrderForm, merging report: RequestReport?) {
    self.init(form: form, request: report.map { RequestValues($0.request) }, fold: NameFold.fold)
  }
}

extension OrderCheck {
  /// Checks an inspected request for an order.
  ///
  /// - Parameter requestText: the value of csr if the request comes from the form.
  convenience init(
    _ report: RequestReport, for question: OrderQuestion, requestText: String?, on day: CalendarDate
  ) {
    let order = EffectiveOrder(form: question.form, merging: report)
    let earlier = EarlierUse(of: order, request: report, in: question.ledger)
    let examination = Examination(
      request: report.request, evidence: report.evidence, asOf: day, enclosure: report.source.enclosure,
      order: OrderExamination(
        order: order, question: question.isComplete ? .form : .request, requestText: requestText,
        requestLength: report.request.der.count, requestForm: RequestForm(report.source), earlierOrder: earlier.order,
        earlierReference: earlier.reference,
        asOf: day))
    self.init(
      report: report, effective: order, isComplete: question.isComplete, findings: RuleRun.findings(of: examination),
      on: day, ledgerFailure: earlier.failure)
  }

  /// Checks a form whose csr was inspected.
  convenience init(formOf question: OrderQuestion, _ inspection: Inspection, on day: CalendarDate) {
    let text = question.form[.csr] ?? ""
    if let report = inspection.requests.first {
      self.init(report, for: question, requestText: text, on: day)
      return
    }
    let order = EffectiveOrder(form: question.form, merging: nil)
    let main = inspection.failures.isEmpty ? inspection.mainObject : nil
    let failure = inspection.failures.first?.error.description ?? main?.located ?? inspection.explanation.message
    let earlier = EarlierUse(of: order, request: nil, in: question.ledger)
    let examination = OrderExamination(
      order: order, question: question.isComplete ? .form : .request, requestText: text.isEmpty ? nil : text,
      requestFailure: text.isEmpty ? nil : failure, requestFix: main?.nextStep, earlierReference: earlier.reference,
      asOf: day)
    self.init(
      report: nil, effective: order, isComplete: question.isComplete, findings: RuleRun.findings(of: examination),
      on: day, hasPrivateKey: inspection.hasPrivateKey, ledgerFailure: earlier.failure)
  }
}

extension RequestForm {
  fileprivate init(_ source: RequestSource) {
    self.init(container: source.container, repairs: source.repairs.map(\.kind), isEnclosed: source.enclosure != nil)
  }
}
