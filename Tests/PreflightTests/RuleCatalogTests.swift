// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Foundation
import PKCS10
import Preflight
import Testing

@Suite struct RuleCatalogTests {
  @Test func `Identifiers are unique and of the form family.name`() {
    let identifiers = RuleCatalog.all.map(\.id)
    #expect(Set(identifiers).count == identifiers.count)
    for identifier in identifiers {
      #expect(identifier.wholeMatch(of: /[a-z]+\.[a-z0-9-]+/) != nil, "\(identifier)")
    }
  }

  @Test func `Every rule that has a file is in the catalog`() throws {
    let folder = RuleVectors.root.appendingPathComponent("Sources/Preflight/Rules")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var written: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /Rule(?:\.order)?\(\s*"([a-z]+\.[a-z0-9-]+)"/) { written.insert(String(match.1)) }
    }
    let catalog = Set(RuleCatalog.all.map(\.id))
    let steps = Set(["validity.200-days", "validity.100-days", "validity.47-days"])
    let fromKinds = Set(Irregularity.Kind.allCases.map { "encoding.\($0.rawValue)" }).union(steps)
    #expect(written.subtracting(catalog) == [])
    #expect(catalog.subtracting(written).subtracting(fromKinds) == [])
    #expect(written.count > 25)
  }

  @Test func `Every rule says what it demands, what to do and where it is written`() {
    for rule in RuleCatalog.all {
      #expect(!rule.summary.isEmpty && !rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(!rule.fix.isEmpty && !rule.fix.hasSuffix("."), "\(rule.id)")
      #expect(!rule.citations.isEmpty, "\(rule.id)")
    }
  }

  @Test func `Only what the order reference says is called documented`() {
    for rule in RuleCatalog.all where rule.certainty == .documented {
      guard let code = rule.predicts else { continue }
      #expect(ErrorCatalog.errors(code).contains { $0.source == .reference }, "\(rule.id) predicts \(code)")
    }
  }

  @Test func `Every rule has a folder of vectors, and every folder a rule`() {
    let encoding = Set(Irregularity.Kind.allCases.map { "encoding.\($0.rawValue)" })
    let rules = Set(RuleCatalog.all.filter { !$0.isAboutOrders }.map(\.id)).subtracting(encoding)
    #expect(rules.subtracting(RuleVectors.folders) == [])
    #expect(Set(RuleVectors.folders).subtracting(rules) == [])
  }
}

@Suite struct RuleVectorTests {
  @Test(arguments: RuleVectors.folders)
  func `A request that breaks the rule gets a finding, with a place in its bytes`(_ rule: String) throws {
    let findings = try RuleVectors.findings(rule: rule, "fails").filter { $0.rule.id == rule }
    let finding = try #require(findings.first)
    #expect(!finding.message.isEmpty)
    let place = try #require(finding.place)
    #expect(place.range.lowerBound >= 0 && !place.range.isEmpty)
  }

  @Test(arguments: RuleVectors.folders)
  func `A request that just keeps the rule gets none`(_ rule: String) throws {
    #expect(try RuleVectors.findings(rule: rule, "passes").filter { $0.rule.id == rule }.map(\.message) == [])
  }

  @Test(arguments: [
    ("key.too-small", -13), ("key.compromised", -40), ("key.invalid", -41), ("key.too-large", -13),
    ("key.size-multiple", -13), ("key.unsupported-curve", -11),
    ("key.unsupported-algorithm", -11), ("signature.invalid", -12), ("signature.unsupported-algorithm", -11),
    ("subject.common-name-missing", -8), ("subject.country-not-iso", -7), ("name.url", -23), ("name.underscore", -25),
    ("name.illegal-character", -25), ("wildcard.position", -6),
    ("wildcard.public-suffix", -4), ("name.internal", -4), ("encoding.not-decodable", -10),
  ])
  func `The CA's error code is predicted`(_ rule: String, _ code: Int) throws {
    let findings = try RuleVectors.findings(rule: rule, "fails").filter { $0.rule.id == rule }
    #expect(findings.map(\.predicts) == [code])
    #expect(findings.allSatisfy { $0.severity == .error })
  }

  static let dated = RuleCatalog.all.filter { $0.inForce != nil && !$0.isAboutOrders }.map(\.id)

  @Test(arguments: dated)
  func `A rule is silent on the day before it comes into force and speaks on the day`(_ rule: String) throws {
    let day = try #require(RuleCatalog.all.first { $0.id == rule }?.inForce)
    let eve = try #require((15_000..<30_000).map(CalendarDate.init(daysSinceEpoch:)).last { $0 < day })
    let before = try RuleVectors.findings(rule: rule, "fails", asOf: eve)
    #expect(!before.contains { $0.rule.id == rule })
    let after = try RuleVectors.findings(rule: rule, "fails", asOf: day)
    #expect(after.contains { $0.rule.id == rule })
  }

  @Test func `There are rules with a date of force`() {
    #expect(RuleVectorTests.dated.count >= 6)
  }
}
