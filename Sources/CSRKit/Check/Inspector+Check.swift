// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import PKCS10
internal import Preflight

extension Inspector {
  /// Checks every request in an input for an order.
  ///
  /// - Parameters:
  ///   - input: the bytes of a file or of a form's field.
  ///   - name: how reports call the input.
  ///   - question: the order.
  public func check(_ input: [UInt8], name: String = "-", for question: OrderQuestion) -> OrderInspection {
    let inspection = inspect(input.span, name: name, examines: false)
    return OrderInspection(inspection: inspection, checks: inspection.reports.map { check($0, for: question) })
  }

  /// Checks a request that was read before for an order; its own findings are made anew, since the order changes them.
  public func check(_ report: RequestReport, for question: OrderQuestion) -> OrderCheck {
    check(report, for: question, requestText: nil)
  }

  /// Checks an order form with the request in it.
  public func check(formOf question: OrderQuestion) -> OrderCheck { check(inspect(formOf: question), formOf: question) }

  /// Reads the request in an order form for ``check(_:formOf:)``, without findings, since the order changes them.
  public func inspect(formOf question: OrderQuestion) -> Inspection {
    inspect(Array((question.form[.csr] ?? "").utf8).span, name: "csr", examines: false)
  }

  /// Checks an order form whose request has been read, without findings.
  public func check(_ inspection: Inspection, formOf question: OrderQuestion) -> OrderCheck {
    let text = question.form[.csr] ?? ""
    if let report = inspection.reports.first { return check(report, for: question, requestText: text) }
    let order = effectiveOrder(question.form, request: nil)
    let isGiven = !text.isEmpty
    let failure = inspection.failures.first?.error.description ?? inspection.explanation.message
    let earlier = EarlierUse(of: order, request: nil, in: question.ledger)
    let examination = OrderExamination(
      order: order, question: question.isWhole ? .form : .request, requestText: isGiven ? text : nil,
      requestFailure: isGiven ? failure : nil, earlierReference: earlier.reference, asOf: asOf)
    return OrderCheck(
      report: nil, order: order, isWhole: question.isWhole, findings: Preflight.examine(examination),
      hasPrivateKey: inspection.hasPrivateKey, ledgerFailure: earlier.failure)
  }

  /// The order as the CA will read it.
  public func effectiveOrder(_ form: OrderForm, request report: RequestReport?) -> EffectiveOrder {
    EffectiveOrder(form: form, request: report.map { RequestValues($0.request) }, fold: NameFold.fold)
  }

  private func check(_ report: RequestReport, for question: OrderQuestion, requestText: String?) -> OrderCheck {
    let order = effectiveOrder(question.form, request: report)
    let earlier = EarlierUse(of: order, request: report, in: question.ledger)
    let examination = Examination(
      request: report.request, signature: report.signature,
      decodingFailure: Inspector.decodingFailure(of: report.request), keyVerdict: report.keyVerdict, asOf: asOf,
      order: OrderExamination(
        order: order, question: question.isWhole ? .form : .request, requestText: requestText,
        requestLength: report.request.der.count, earlierOrder: earlier.order, earlierReference: earlier.reference,
        asOf: asOf))
    return OrderCheck(
      report: report, order: order, isWhole: question.isWhole, findings: Preflight.examine(examination),
      ledgerFailure: earlier.failure)
  }
}
