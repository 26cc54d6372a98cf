// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Preflight
import Testing

/// What findings, the verdict and the exit status say about the same request or order.
@Suite struct ConsistencyTests {
  /// The contradictions in findings and the judgement on them.
  static func contradictions(_ findings: [Finding], _ judgement: Judgement) -> [String] {
    var found: [String] = []
    let refusals = findings.filter(\.isRefusal)
    if (judgement.verdict == .refused) != !refusals.isEmpty { found.append("a refusal without a predicted error") }
    if (judgement.predicted != nil) != (judgement.verdict == .refused) { found.append("a prediction without refusal") }
    if let predicted = judgement.predicted {
      if findings.first?.error != predicted.error { found.append("the first finding predicts another error") }
      if findings.first?.certainty != predicted.certainty { found.append("another certainty than the first finding's") }
    }
    let codes = Set(judgement.alternatives + (judgement.predicted.map { [$0.errorCode] } ?? []))
    if Set(refusals.compactMap(\.predicts)) != codes { found.append("codes \(codes) are not those of the findings") }
    for finding in findings where finding.severity != .error && finding.predicts != nil {
      found.append("\(finding.rule.id) predicts an error, but has a lower severity")
    }
    let worst = findings.map(\.severity).max() ?? .info
    if judgement.verdict == .accepted, worst > .info { found.append("accepted with an error or a warning") }
    if judgement.verdict == .doubtful, worst == .info { found.append("doubtful with notes only") }
    if findings.map(\.severity) != findings.map(\.severity).sorted(by: >) { found.append("not sorted by severity") }
    return found
  }

  static let families: [String] = ["requests", "rules", "keys"]

  @Test(arguments: families)
  func `Findings on a request do not contradict its verdict`(_ family: String) throws {
    let root = Shared.root.appendingPathComponent("TestVectors/\(family)")
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    let inspector = Inspector()
    var count = 0
    for case let file as URL in files where ["der", "pem"].contains(file.pathExtension) {
      for report in inspector.inspect(try Shared.bytes(file), on: Shared.day).requests {
        count += 1
        let judgement = Judgement(report.findings)
        #expect(ConsistencyTests.contradictions(report.findings, judgement) == [], "\(file.lastPathComponent)")
        #expect(report.isRefused == (judgement.verdict == .refused))
        if report.keyVerdict.hits.contains(where: { $0.predicts == -40 }) {
          #expect(report.findings.contains { $0.predicts == -40 }, "\(file.lastPathComponent)")
        }
      }
    }
    #expect(count > 50)
  }

  @Test(arguments: OrderVector.families)
  func `Findings on an order do not contradict its verdict`(_ family: String) throws {
    for vector in OrderVector.all(family) {
      let check = try vector.check(family)
      #expect(ConsistencyTests.contradictions(check.findings, check.judgement) == [], "\(vector.name)")
    }
  }

  @Test func `Only rules that report errors predict one`() {
    for rule in RuleCatalog.all where rule.severity != .error { #expect(rule.predicts == nil, "\(rule.id)") }
  }

  @Test func `A consequence is not reported separately from its cause`() throws {
    let damaged = try Shared.vector("rules/key.malformed/fails.der")
    let report = try #require(Inspector().inspect(damaged, on: Shared.day).requests.first)
    let cause = try #require(report.findings.first)
    #expect(cause.rule.id == "signature.invalid")
    #expect(cause.consequences.contains { $0.rule.id == "key.malformed" })
    #expect(!report.findings.contains { $0.rule.id.hasPrefix("key.") })
  }
}
