// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import Foundation
import Preflight
import Testing

/// Causes and their consequences, country codes, and plans for requests with faults.
@Suite struct JudgementTests {
  let inspector = Inspector()

  private func check(_ request: String, _ fields: [(String, String)]) throws -> OrderCheck {
    var form = OrderForm()
    for (name, value) in fields { form.append(name, value) }
    let question = OrderQuestion(form: form, isComplete: false)
    return try #require(inspector.check(Shared.vector(request), for: question, on: Shared.day).checks.first)
  }

  @Test(arguments: ["HTTP_CSR_HASH", "HTTPS_CSR_HASH"])
  func `A wildcard that the product does not cover comes before the method that cannot prove it`(
    method: String
  ) throws {
    let check = try check("rules/wildcard.position/passes.der", [("product", "488"), ("dcvMethod", method)])
    #expect(check.prediction?.errorCode == -5)
    #expect(check.judgement.alternatives == [])
    let rules = check.findings.map(\.rule.id)
    #expect(rules.first == "coverage.wildcard-not-allowed")
    #expect(rules.contains("validation.impossible"))
  }

  @Test(arguments: ["ZZ", "QQ", "EU", "UK", "AA", "QM", "QZ", "XA", "XK", "XZ", "UN", "AN", "BB", "GB", "XX", "us"])
  func `A country code has one meaning in a request, a form and the verdict`(code: String) throws {
    let refused = !["BB", "GB", "XX", "us"].contains(code)
    var der = try Shared.vector("rules/subject.country-not-iso/passes.der")
    let place = try #require(der.indices.first { Array(der[$0...].prefix(4)) == [0x13, 0x02, 0x47, 0x42] })
    der.replaceSubrange(place + 2..<place + 4, with: Array(code.utf8))
    let report = try #require(inspector.inspect(der, on: Shared.day).requests.first)
    let finding = report.findings.first { $0.rule.id == "subject.country-not-iso" }
    #expect((finding?.predicts == -7) == refused)
    #expect((finding?.severity == .error) == refused)
    #expect((finding == nil) == ["BB", "GB"].contains(code))
    let order = try check(
      "rules/subject.country-not-iso/passes.der",
      [
        ("product", "24"), ("prioritiseCSRValues", "N"), ("countryName", code),
      ])
    #expect((order.prediction?.errorCode == -7) == refused, "\(order.findings.map(\.message))")
  }

  /// A plan for names, whatever those of the request are.
  private func plan(_ names: [String], request: String = "basic/p256") throws -> ValidationPlan {
    let report = try #require(
      inspector.inspect(Shared.vector("requests/\(request).der"), on: Shared.day).requests.first)
    var question = PlanQuestion()
    question.names = names
    return try inspector.plan(report, for: question, on: Shared.day)
  }

  @Test(arguments: ["kafka/0", "http://a.example.com", "a..example.com", "-a.example.com", "a.example.com:443"])
  func `A plan covers the good names and gives the fault of the bad one`(bad: String) throws {
    let plan = try plan(["a.example.com", bad, "b.example.com"])
    #expect(plan.names.map(\.name.ascii) == ["a.example.com", "b.example.com"])
    #expect(plan.invalidNames.map(\.text) == [bad])
    #expect(plan.invalidNames.allSatisfy { !$0.reason.isEmpty })
    var writer = JSONWriter()
    plan.write(to: &writer)
    for text in [writer.text, plan.text(style: Style(usesColor: false))] {
      #expect(text.contains(plan.invalidNames[0].reason))
      #expect(text.contains("b.example.com"))
    }
  }

  @Test func `Without a good name there is no plan`() {
    #expect(throws: PlanningError.self) { try plan(["kafka/0", "a..example.com"]) }
  }

  @Test func `The tokens of a request with an invalid signature come with a warning`() throws {
    let warning = try #require(try plan(["a.example.com"], request: "signatures/rsa-broken").warning)
    #expect(warning.contains("signature is invalid"))
    #expect(warning.contains("copy the request again"))
    #expect(try plan(["a.example.com"]).warning == nil)
  }
}
