// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import Foundation
import PKCS10
import Preflight
import Testing

/// A request with a mistake that people make, and what the findings on it must and must not say.
struct JudgementVector: Decodable, Sendable {
  let kind: String
  let name: String
  let request: Data
  /// The rule that must have a finding; nil if the request is right.
  let rule: String?
  let says: [String]?
  let fix: [String]?
  let never: [String]?
  let severity: String?
  let names: [String]?
  let reads: Int?

  static let families = ["addresses", "characters", "labels", "lists", "misplaced", "texts"]

  static func all(_ family: String) throws -> [JudgementVector] {
    try JSONDecoder().decode([JudgementVector].self, from: Data(Shared.vector("judgements/\(family).json")))
  }

  func report() throws -> RequestReport {
    try #require(Inspector().inspect(Array(request), on: Shared.day).requests.first, "\(kind): \(name)")
  }
}

@Suite struct JudgementVectorTests {
  @Test(arguments: JudgementVector.families)
  func `A finding names the mistake, what is meant and how to write it`(_ family: String) throws {
    for vector in try JudgementVector.all(family) {
      let findings = try vector.report().findings
      let comment = Comment(
        rawValue: "\(vector.kind), \(vector.name): \(findings.map { "\($0.rule.id): \($0.message); fix: \($0.fix)" })")
      #expect(Set(findings.map(\.rule.id)).intersection(vector.never ?? []) == [], comment)
      guard let rule = vector.rule else { continue }
      let found = findings.filter { $0.rule.id == rule }
      #expect(!found.isEmpty, comment)
      #expect(
        vector.says ?? [] == (vector.says ?? []).filter { part in found.contains { $0.message.contains(part) } },
        comment)
      #expect(
        vector.fix ?? [] == (vector.fix ?? []).filter { part in found.contains { $0.fix.contains(part) } }, comment)
      if let severity = vector.severity { #expect(found.first?.severity.name == severity, comment) }
    }
  }

  @Test(arguments: JudgementVector.families)
  func `Names that are not read are in no order, no plan and no count`(_ family: String) throws {
    for vector in try JudgementVector.all(family) {
      let report = try vector.report()
      let comment = Comment(rawValue: "\(vector.kind), \(vector.name)")
      if let reads = vector.reads { #expect(report.subjectAlternativeNames.count == reads, comment) }
      guard let names = vector.names else { continue }
      var form = OrderForm()
      form.append("product", "335")
      let check = Inspector().check(report, for: form, on: Shared.day)
      #expect(check.effective.names.domains.map(\.folded) == names, comment)
      let plan = try Inspector().plan(report, on: Shared.day)
      let planned = Set(plan.names.map(\.name.ascii)).subtracting(report.commonNames)
      #expect(planned.subtracting(check.effective.names.domains.map(\.folded)) == [], comment)
      #expect(plan.names.allSatisfy { $0.file != nil && $0.record != nil }, comment)
    }
  }

  @Test(arguments: JudgementVector.families)
  func `No fix asks for the ASCII form of a text in ASCII`(_ family: String) throws {
    for vector in try JudgementVector.all(family) {
      for finding in try vector.report().findings where finding.message.utf8.allSatisfy({ $0 < 0x80 }) {
        #expect(!finding.fix.contains("ASCII form") || finding.rule.id == "name.reserved-label", "\(vector.name)")
      }
    }
  }

  @Test func `Commands in fixes contain no text that a shell would run`() throws {
    for vector in try JudgementVector.families.flatMap(JudgementVector.all) {
      for finding in try vector.report().findings {
        let quoted = finding.fix.split(separator: "-addext '", omittingEmptySubsequences: false).dropFirst()
        for option in quoted {
          let value = option.prefix { $0 != "'" }
          #expect(
            value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ",:.*-=".contains($0)) }, "\(finding.fix)")
        }
      }
    }
  }

  @Test func `The names of a form get the same fixes`() throws {
    let cases: [(String, String, String)] = [
      ("commonName", "Fjord Hosting AS", "organizationName"), ("commonName", "CN=shop.fjord.no", "write shop.fjord.no"),
      ("commonName", "shop.fjord.no\u{A0}", "write shop.fjord.no"),
      ("commonName", "a.fjord.no;b.fjord.no", "domainNames"),
      ("commonName", "DNS:shop.fjord.no", "write shop.fjord.no"),
      ("domainNames", "a.fjord.no;b.fjord.no", "a.fjord.no,b.fjord.no"),
      ("domainNames", "DNS:shop.fjord.no", "write shop.fjord.no"),
      ("commonName", "https://shop.fjord.no/", "write shop.fjord.no"),
    ]
    let vector = try #require(try JudgementVector.all("texts").first)
    for (parameter, text, fix) in cases {
      var form = OrderForm()
      form.append("product", parameter == "commonName" ? "7" : "335")
      form.append(parameter, text)
      let check = Inspector().check(try vector.report(), for: form, on: Shared.day)
      let fixes = check.findings.filter { $0.field == parameter }.map(\.fix)
      #expect(fixes.contains { $0.contains(fix) }, "\(text): \(fixes)")
    }
  }

  @Test func `A garbled value of a form is shown as it was meant`() throws {
    let vector = try #require(try JudgementVector.all("texts").first)
    for (parameter, text, meant) in [
      ("organizationName", "M\u{C3}\u{BC}ller &amp; S\u{C3}\u{B6}hne", "Müller & Söhne"),
      ("localityName", "K&ouml;ln", "Köln"),
      ("stateOrProvinceName", "Z\u{C3}\u{BC}rich ", "Zürich"), ("streetAddress1", " Bryggen 1", "Bryggen 1"),
      ("organizationName", "Fj\u{200B}ord AS", "Fjord AS"),
    ] {
      var form = OrderForm()
      form.append("product", "7")
      form.append(parameter, text)
      let check = Inspector().check(try vector.report(), for: form, on: Shared.day)
      let messages = check.findings.filter { $0.field == parameter && $0.severity == .warning }.map(\.message)
      #expect(messages.contains { $0.contains("'\(meant)' is meant") }, "\(text): \(messages)")
    }
  }
}
