// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import PKCS10

/// `POST /v1/check` and `POST /v1/merge`: the body is an order form in JSON, with the CSR in `csr`.
enum OrderEndpoints {
  static let check: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = { request, site throws(Problem) in
    let query = try Query(request, known: ["asOf", "complete"])
    let question = OrderQuestion(form: try form(request), isComplete: try query.flag("complete"))
    return try site.inspecting(asOf: try query.day()) { inspector throws(Problem) in
      let inspection = inspector.inspect(formOf: question)
      try inspection.requireComplete()
      let check = inspector.check(inspection, formOf: question)
      return .json { check.write(to: &$0) }
    }
  }

  static let merge: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = { request, site throws(Problem) in
    _ = try Query(request, known: [])
    let form = try form(request)
    return try site.inspecting { inspector throws(Problem) in try merged(form, inspector) }
  }

  private static func merged(_ form: OrderForm, _ inspector: DatedInspector) throws(Problem) -> SiteResponse {
    guard let text = form[.csr], !text.isEmpty else {
      let order = inspector.effectiveOrder(form, request: nil)
      return .json { order.write(to: &$0) }
    }
    let inspection = inspector.inspect(Array(text.utf8), name: "csr")
    try inspection.requireComplete()
    guard let report = inspection.requests.first else {
      return .json { writer in
        if inspection.failures.isEmpty {
          let (kind, message) = inspection.explanation
          writer.writeFailure(kind: kind, message: message, fix: inspection.advice, source: inspection.name)
        } else {
          inspection.failures[0].write(to: &writer)
        }
      }
    }
    let order = inspector.effectiveOrder(form, request: report)
    return .json { order.write(to: &$0) }
  }

  private static func form(_ request: SiteRequest) throws(Problem) -> OrderForm {
    guard request.mediaType == "application/json" else {
      throw Problem(415, "media-type", "The body must be a JSON object (application/json) with the order parameters.")
    }
    do throws(OrderFormError) { return try OrderForm(json: request.body.span) } catch {
      throw Problem(400, "order-form", "The order form is malformed: \(error).")
    }
  }
}
