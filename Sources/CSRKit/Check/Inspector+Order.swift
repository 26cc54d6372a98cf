// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
internal import PKCS10
internal import Preflight

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
      inspection: inspection, checks: inspection.reports.map { check($0, for: question, on: day) })
  }

  /// Checks an inspected request for an order; the rules for requests are applied again, since the order changes them.
  public func check(_ report: RequestReport, for question: OrderQuestion, on day: CalendarDate) -> OrderCheck {
    OrderCheck(report, for: question, requestText: nil, on: day)
  }

  /// Checks an inspected request for an order that may still lack parameters; they are listed in ``OrderCheck/needed``.
  public func check(_ report: RequestReport, for form: OrderForm, on day: CalendarDate) -> OrderCheck {
    check(report, for: OrderQuestion(form: form, isComplete: false), on: day)
  }

  /// Checks an order form that contains the request.
  public func check(formOf question: OrderQuestion, on day: CalendarDate) -> OrderCheck {
    let text = question.form[.csr] ?? ""
    let inspection = engines.use {
      $0.inspect(Array(text.utf8).span, name: "csr", on: day, appliesRules: false)
    }
    return OrderCheck(formOf: question, inspection, on: day)
  }

  /// The order as the CA will read it: the form merged with the request.
  public func effectiveOrder(_ form: OrderForm, request report: RequestReport?) -> EffectiveOrder {
    EffectiveOrder(form: form, merging: report)
  }

  /// Adds a request to a form and checks the complete order.
  ///
  /// - Parameter report: the request; nil where the form contains it.
  public func prepare(_ form: OrderForm, request report: RequestReport?, on day: CalendarDate) -> PreparedOrder {
    guard let report else {
      return PreparedOrder(form: form, check: check(formOf: OrderQuestion(form: form, isComplete: true), on: day))
    }
    var complete = form
    let text = PEMText.request(report.request.der)
    complete.set(ParameterName.csr.spelling, to: text)
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
  /// - Parameter requestText: the value of csr where the request comes from the form.
  convenience init(
    _ report: RequestReport, for question: OrderQuestion, requestText: String?, on day: CalendarDate
  ) {
    let order = EffectiveOrder(form: question.form, merging: report)
    let earlier = EarlierUse(of: order, request: report, in: question.ledger)
    let examination = Examination(
      request: report.request, signature: report.signature, decodingFailure: report.decodingFailure,
      keyVerdict: report.keyVerdict, asOf: day,
      order: OrderExamination(
        order: order, question: question.isComplete ? .form : .request, requestText: requestText,
        requestLength: report.request.der.count, earlierOrder: earlier.order, earlierReference: earlier.reference,
        asOf: day))
    self.init(
      report: report, order: order, isComplete: question.isComplete, findings: Preflight.examine(examination),
      ledgerFailure: earlier.failure)
  }

  /// Checks a form whose csr has been inspected.
  convenience init(formOf question: OrderQuestion, _ inspection: Inspection, on day: CalendarDate) {
    let text = question.form[.csr] ?? ""
    if let report = inspection.reports.first {
      self.init(report, for: question, requestText: text, on: day)
      return
    }
    let order = EffectiveOrder(form: question.form, merging: nil)
    let failure = inspection.failures.first?.error.description ?? inspection.explanation.message
    let earlier = EarlierUse(of: order, request: nil, in: question.ledger)
    let examination = OrderExamination(
      order: order, question: question.isComplete ? .form : .request, requestText: text.isEmpty ? nil : text,
      requestFailure: text.isEmpty ? nil : failure, earlierReference: earlier.reference, asOf: day)
    self.init(
      report: nil, order: order, isComplete: question.isComplete, findings: Preflight.examine(examination),
      hasPrivateKey: inspection.hasPrivateKey, ledgerFailure: earlier.failure)
  }
}
