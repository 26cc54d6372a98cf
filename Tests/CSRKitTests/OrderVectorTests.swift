// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import Preflight
import Testing

@Suite struct OrderVectorTests {
  @Test func `There are at least 150 orders`() {
    #expect(OrderVector.families == ["dates", "errors", "merging", "names", "practice", "products", "rules"])
    #expect(OrderVector.families.map { OrderVector.all($0).count }.reduce(0, +) >= 150)
  }

  @Test(arguments: OrderVector.families)
  func `The verdict, the predicted error and the effective values are as expected`(_ family: String) throws {
    for vector in OrderVector.all(family) {
      let check = try vector.check(family)
      let comment = Comment(rawValue: "\(vector.name): \(check.findings.map { "\($0.rule.id): \($0.message)" })")
      let predicted = check.judgement.predicted
      if let verdict = vector.expect.verdict {
        #expect(check.judgement.verdict.rawValue == verdict, comment)
        #expect(predicted?.errorCode == vector.expect.code, comment)
      }
      if let item = vector.expect.item { #expect(predicted?.errorItem == item, comment) }
      if let detail = vector.expect.detail { #expect(predicted?.errorDetail == detail, comment) }
      if let certainty = vector.expect.certainty { #expect(predicted?.certainty.name == certainty, comment) }
      if let part = vector.expect.message {
        #expect(check.findings.contains { ($0.message + " " + $0.fix).contains(part) }, comment)
      }
      let rules = Set(check.findings.map(\.rule.id))
      #expect(Set(vector.expect.rules ?? []).subtracting(rules) == [], comment)
      #expect(rules.intersection(vector.expect.never ?? []) == [], comment)
      expectContests(vector.expect, check, comment)
      if let field = vector.expect.field {
        let named = (vector.expect.rules ?? []) + (vector.expect.contested ?? [])
        let fields = check.findings.filter { named.contains($0.rule.id) }.map(\.field)
        #expect(fields.contains(field), comment)
      }
      try expectValues(vector.expect, check, comment)
    }
  }

  private func expectContests(_ expect: OrderVector.Expectation, _ check: OrderCheck, _ comment: Comment) {
    let contested = check.findings.filter { $0.certainty == .contested }
    #expect(Set(expect.contested ?? []).subtracting(contested.map(\.rule.id)) == [], comment)
    for finding in contested {
      #expect(finding.contest != nil && finding.predicts == nil && finding.severity == .warning, comment)
    }
    if let needs = expect.contestedNeeds {
      #expect(check.needed.filter { $0.contest != nil }.map(\.name.spelling).sorted() == needs, comment)
    }
  }

  private func expectValues(_ expect: OrderVector.Expectation, _ check: OrderCheck, _ comment: Comment) throws {
    for (name, value) in expect.effective ?? [:] {
      #expect(check.effective[try #require(ParameterName(name))].value == value, comment)
    }
    for (name, origin) in expect.origins ?? [:] {
      #expect(check.effective[try #require(ParameterName(name))].origin.rawValue == origin, comment)
    }
    if expect.hasCommonName { #expect(check.effective.names.commonName == expect.commonName, comment) }
    if let domains = expect.domains { #expect(check.effective.names.domains.map(\.folded) == domains, comment) }
    if let needed = expect.needed { #expect(check.needed.map(\.name.spelling).sorted() == needed, comment) }
  }

  @Test func `Each rule on orders has a failing and a passing order`() {
    let vectors = OrderVector.families.flatMap(OrderVector.all)
    let broken = Set(vectors.flatMap { $0.expect.rules ?? [] })
    let kept = Set(vectors.flatMap { $0.expect.never ?? [] })
    let rules = Set(RuleCatalog.all.filter(\.examinesOrders).map(\.id))
    #expect(rules.subtracting(broken) == [])
    #expect(rules.subtracting(kept) == [])
  }

  @Test func `Each rule on orders with a date applies from that day and not before`() throws {
    let vectors = OrderVector.families.flatMap(OrderVector.all)
    let dated = RuleCatalog.all.filter(\.examinesOrders).filter { $0.inForce != nil }
    #expect(dated.count >= 8)
    for rule in dated {
      let day = try #require(rule.inForce)
      let before = try #require((15_000..<30_000).map(CalendarDate.init(daysSinceEpoch:)).last { $0 < day })
      let kept = vectors.contains { $0.asOf == "\(before)" && $0.expect.never?.contains(rule.id) == true }
      let broken = vectors.contains { $0.asOf == "\(day)" && $0.expect.rules?.contains(rule.id) == true }
      #expect(kept, "\(rule.id) on \(before)")
      #expect(broken, "\(rule.id) on \(day)")
    }
  }

  @Test func `Each error that can be known before ordering is predicted for some order`() {
    let codes = Set(OrderVector.families.flatMap(OrderVector.all).compactMap(\.expect.code))
    let knowable = Set(ErrorCatalog.all.filter { $0.knowable != .onlyByCA }.map(\.code))
    #expect(codes == knowable)
  }

  @Test func `Each certificate product is in some order`() {
    let products = OrderVector.all("products").compactMap { vector in
      vector.form.first { $0.first == "product" }?.last.flatMap(ProductSelection.init(salvaging:))?.certificate.code
    }
    #expect(Set(ProductCatalog.all.filter(\.isCertificate).map(\.code)).subtracting(products) == [])
  }
}
