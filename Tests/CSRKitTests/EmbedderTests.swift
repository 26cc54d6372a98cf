// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Testing

/// What an embedder writes, with no import but the library's.
@Suite struct EmbedderTests {
  private static let day = CalendarDate(2026, 11, 23)

  private static func request(_ inspector: Inspector) throws -> RequestReport {
    let bytes = try Shared.vector("readme/shop.example.com.txt")
    return try #require(inspector.inspect(bytes, on: day).requests.first)
  }

  @Test func `a form is typed by product and parameter`() {
    var order = OrderForm(product: 488, addOns: [490])
    #expect(order[.product] == "488,490")
    #expect(order.selection?.certificate.name == "COMODO SSL")
    order[.days] = "200"
    order.append("days", "300")
    #expect(order[.days] == "200")
    order[.days] = "365"
    #expect(order.fields.count { $0.parameter == .days } == 1)
    order[.days] = nil
    #expect(order[.days] == nil && !order.contains(.days))
    order[.loginPassword] = "hunter2"
    #expect(order[.loginPassword] == nil && order.loginPassword?.reveal() == "hunter2")
    #expect(order.fields.last?.text == nil && !"\(order)".contains("hunter2"))
    #expect(ProductCode(489).product?.isWildcard == true && ProductCode(1).product == nil)
  }

  @Test func `a check has a typed prediction, the effective order and the proofs of control`() throws {
    let inspector = Inspector()
    let request = try Self.request(inspector)
    let refused = inspector.check(request, for: OrderForm(product: 489), on: Self.day)
    #expect(refused.verdict == .refused && refused.prediction?.error == .wildcardRequired)
    #expect(refused.alternatives.allSatisfy { $0 < 0 })

    var order = OrderForm(product: 488)
    order[.stateOrProvinceName] = "Vestland"
    order[.prioritiseCSRValues] = "N"
    order[.organizationName] = String(repeating: "a", count: 70)
    order[.uniqueValue] = "oDA7uXM0"
    let check = inspector.check(request, for: order, on: Self.day)
    let state = check.effective[.stateOrProvinceName]
    #expect(state.value == "Vestland" && state.origin == .parameter && state.csr == "Some-State")
    #expect(check.effective[.organizationName].truncatedFrom == 70)
    let plan = try check.validationPlan(method: .cname)
    #expect(plan.records.map(\.domain) == ["shop.example.com"])
    #expect(plan.token == request.token(uniqueValue: try UniqueValue("oDA7uXM0")))
    #expect(try check.validationPlan().names.map(\.method) == [.http, .http])
  }

  @Test func `a check without a request has no proofs of control`() {
    let check = Inspector().check(formOf: OrderQuestion(form: OrderForm(product: 488), isComplete: false), on: Self.day)
    #expect(throws: PlanningError.noRequest) { try check.validationPlan() }
  }

  @Test func `a request has typed values that own their bytes`() throws {
    let request = try Self.request(Inspector())
    let token = request.token()
    #expect(request.digests.md5 == token.md5 && request.digests.sha256 == token.sha256)
    #expect(request.digests.sha1.count == 40)
    #expect(request.key.kind == .rsa && request.key.bits == 2048)
    #expect(request.keyVerdict.hits.allSatisfy { hit in KeyCheck.all.contains { $0.id == hit.check } })
  }

  @Test func `every report has a JSON document`() throws {
    let inspector = Inspector()
    let bytes = try Shared.vector("readme/shop.example.com.txt")
    let inspection = inspector.inspect(bytes, on: Self.day)
    let request = try #require(inspection.requests.first)
    let check = inspector.check(request, for: OrderForm(product: 488), on: Self.day)
    let response = try OrderResponse(decoding: Array("errorCode=-4&errorMessage=x".utf8))
    let reports: [any JSONReport] = [
      request, check, check.effective, try check.validationPlan(), response, request.keyVerdict,
      ReuseReport(request), LedgerReport(key: TokenKey(request.token()), entry: nil, isKnown: false),
      inspector.prepare(OrderForm(product: 488), request: request, on: Self.day),
    ]
    for report in reports {
      let document = try JSONSerialization.jsonObject(with: Data(report.json))
      #expect((document as? [String: Any])?.isEmpty == false, "\(type(of: report))")
    }
    let array = try JSONSerialization.jsonObject(with: Data(inspection.json)) as? [[String: Any]]
    #expect(array?.count == 1 && array?.first?["schema"] as? Int == 1)
  }
}
