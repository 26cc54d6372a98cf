// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Testing

@Suite struct FewestRecordsTests {
  @Test(arguments: [
    (["example.com", "www.example.com", "*.example.com"], ["example.com"]),
    (["a.b.example.com", "b.example.com"], ["b.example.com"]),
    (["x.a.example.com", "y.a.example.com"], ["a.example.com"]),
    (["a.example.com", "b.example.org", "c.example.com"], ["example.com", "b.example.org"]),
    (["www.example.com"], ["www.example.com"]),
    (["notexample.com", "example.com"], ["notexample.com", "example.com"]),
    (["co.uk", "192.0.2.1"], []),
  ])
  func `There is one record for each registrable domain, at the deepest common place`(
    names: [String], domains: [String]
  ) throws {
    #expect(try Fixture.plan(names, .common(.cname)).records.map(\.domain) == domains)
  }

  @Test(arguments: 0..<200)
  func `Every name finds one of the records where it is looked for, and no smaller set would do`(seed: UInt64) throws {
    var source = SplitMix(state: seed)
    let names = (0..<Int.random(in: 1...40, using: &source)).map { _ in Fixture.randomName(&source) }
    let plan = try Fixture.plan(names, .common(.cname))
    let records = plan.records
    for (index, name) in plan.names.enumerated() {
      let proving = records.filter { $0.proves.contains(index) }
      #expect(proving.count == 1)
      #expect(proving.allSatisfy { name.searched.contains($0.domain) })
      #expect(proving.allSatisfy { $0.target == name.token.target })
    }
    #expect(records.count == Set(plan.names.compactMap(\.searched.last)).count)
    #expect(records.allSatisfy { isDomainName($0.owner) && isDomainName($0.target) })
  }

  /// RFC 1035 §2.3.4, with a final dot.
  private func isDomainName(_ text: String) -> Bool {
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.utf8.count <= 254 && labels.last?.isEmpty == true
      && labels.dropLast().allSatisfy { (1...63).contains($0.count) }
  }
}
