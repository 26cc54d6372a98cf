// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import Foundation
import KeyAudit
import Preflight
import SystemBridge
import Testing

/// Requests with keys on both sides of each threshold, checked for an order.
@Suite struct WeakKeyOrderTests {
  /// A request in TestVectors/keys/requests and the error codes predicted for its key.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let codes: Set<Int>

    var testDescription: String { name }
  }

  static let rows: [Row] = ["expected.tsv", "known.tsv"].flatMap { file in
    let url = Shared.root.appendingPathComponent("TestVectors/keys/requests/\(file)")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let hits = fields.count > 2 ? fields[2].split(separator: " ") : []
      return Row(
        name: String(fields[0]),
        codes: Set(hits.compactMap { $0.split(separator: "=").dropFirst().first }.compactMap { Int($0) }))
    }
  }

  static func check(_ name: String, lists: [any KeyList] = KeyLists.embedded()) throws -> OrderCheck {
    var form = OrderForm()
    form.append("product", "488")
    let inspector = Inspector(lists: lists)
    let found = inspector.check(
      try Shared.vector("keys/requests/\(name).pem"), name: name, for: OrderQuestion(form: form, isComplete: false),
      on: Shared.day)
    return try #require(found.checks.first)
  }

  @Test func `there are requests with weak and with good keys`() {
    #expect(Self.rows.filter { $0.codes.contains(-40) }.count > 30)
    #expect(Self.rows.filter(\.codes.isEmpty).count > 10)
  }

  @Test(arguments: rows)
  func `an error is predicted for a weak key, and not for a good key`(row: Row) throws {
    let check = try Self.check(row.name)
    let judgement = check.judgement
    let codes = Set(judgement.alternatives + (judgement.predicted.map { [$0.errorCode] } ?? []))
    let ofKeys: Set<Int> = [-10, -11, -13, -40, -41]
    // With an unusable key no signature is valid, and nothing proves that the request arrived unchanged.
    guard check.report?.signature == .valid else {
      #expect(row.codes == [-41])
      #expect(judgement.predicted?.errorCode == -12)
      return
    }
    #expect(codes.intersection(ofKeys).isSuperset(of: row.codes))
    #expect(row.codes.contains(-40) == codes.contains(-40))
    if row.codes == [-40] {
      #expect(judgement.predicted?.errorCode == -40)
      #expect(judgement.predicted?.certainty == .documented)
      #expect(judgement.verdict == .refused)
    }
    if row.codes.isEmpty { #expect(codes.isDisjoint(with: ofKeys)) }
  }

  @Test func `for a key in a list of the user, -40 is predicted with local certainty`() throws {
    var builder = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "incident 7")])
    var counts = ImportCounts()
    let request = try Shared.vector("keys/requests/rsa-2048-good.pem")
    try builder.add(request.span, .keys, source: 1, counts: &counts)
    let list = SegmentList([(name: "own", segment: try Segment(FixedBytes(builder.bytes(day: 1))))])
    let listed = try Self.check("rsa-2048-good", lists: KeyLists.embedded() + [list])
    #expect(listed.judgement.predicted?.errorCode == -40)
    #expect(listed.judgement.predicted?.certainty == .local)
    #expect(try Self.check("rsa-3072-good", lists: KeyLists.embedded() + [list]).judgement.predicted?.errorCode != -40)
    #expect(try Self.check("rsa-2048-good").judgement.predicted?.errorCode != -40)
  }

  @Test func `for a key with a prime in a list of shared primes, -40 is predicted`() throws {
    let alone = try Self.check("fermat-101")
    #expect(alone.judgement.predicted?.errorCode != -40)
    let prime = try #require(alone.report?.keyVerdict.hits.first?.evidence.first { $0.name == "p" }?.value)
    let text = Array("\(prime)\n".utf8)
    let list = try SharedPrimeList(name: "primes", hexLines: text.span)
    let found = try Self.check("fermat-101", lists: [list])
    #expect(found.report?.keyVerdict.hits.contains { $0.check == "shared-prime" && $0.grade == .proven } == true)
    #expect(found.judgement.predicted?.errorCode == -40)
    #expect(found.judgement.predicted?.certainty == .documented)
  }
}
