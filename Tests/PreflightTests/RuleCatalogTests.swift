// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Foundation
import PKCS10
import Preflight
import Testing

@Suite struct RuleCatalogTests {
  @Test func `Identifiers are unique and have the form family.name`() {
    let identifiers = RuleCatalog.all.map(\.id)
    #expect(Set(identifiers).count == identifiers.count)
    for identifier in identifiers {
      #expect(identifier.wholeMatch(of: /[a-z]+\.[a-z0-9-]+/) != nil, "\(identifier)")
    }
  }

  @Test func `Every rule in the sources is in the catalog`() throws {
    let folder = RuleVectors.root.appendingPathComponent("Sources/Preflight/Rules")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var written: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /Rule(?:\.[a-z]+)?\(\s*"([a-z]+\.[a-z0-9-]+)"/) { written.insert(String(match.1)) }
    }
    let catalog = Set(RuleCatalog.all.map(\.id))
    let steps = Set(["validity.200-days", "validity.100-days", "validity.47-days"])
    let fromKinds = Set(Irregularity.Kind.allCases.map { "encoding.\($0.rawValue)" }).union(steps)
    #expect(written.subtracting(catalog) == [])
    #expect(catalog.subtracting(written).subtracting(fromKinds) == [])
    #expect(written.count > 25)
  }

  @Test func `Every rule has a requirement, a fix and a citation`() {
    for rule in RuleCatalog.all {
      #expect(!rule.summary.isEmpty && !rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(!rule.fix.isEmpty && !rule.fix.hasSuffix("."), "\(rule.id)")
      #expect(!rule.citations.isEmpty, "\(rule.id)")
    }
  }

  @Test func `Every summary is a requirement with must or should`() {
    for rule in RuleCatalog.all {
      #expect(rule.summary.contains(/\b(must|should)\b/), "\(rule.id): \(rule.summary)")
    }
  }

  @Test func `Only errors in the order reference are documented predictions`() {
    for rule in RuleCatalog.all where rule.certainty == .documented {
      guard let code = rule.predicts else { continue }
      #expect(ErrorCatalog.errors(code).contains { $0.source == .reference }, "\(rule.id) predicts \(code)")
    }
  }

  @Test func `Every rule on requests has a folder of vectors, and every folder has a rule`() {
    let encoding = Set(Irregularity.Kind.allCases.map { "encoding.\($0.rawValue)" })
    let rules = Set(RuleCatalog.all.filter(\.examinesRequests).map(\.id)).subtracting(encoding)
    #expect(rules.subtracting(RuleVectors.folders) == [])
    #expect(Set(RuleVectors.folders).subtracting(rules) == [])
  }
}
