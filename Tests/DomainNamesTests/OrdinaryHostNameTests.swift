// SPDX-License-Identifier: Apache-2.0
import DomainNames
import Testing

private func read(_ text: String) -> OrdinaryHostName? {
  let bytes = Array(text.utf8)
  return OrdinaryHostName(bytes.span)
}

private func read(_ text: String, in range: Range<Int>) -> OrdinaryHostName? {
  let bytes = Array(text.utf8)
  return OrdinaryHostName(bytes.span, in: range)
}

@Suite struct OrdinaryHostNameTests {
  @Test(
    "An ordinary name is recognised with its parts",
    arguments: [
      ("example.com", false, 2, false, "com"), ("*.Example.co.uk", true, 3, true, "uk"), ("1.a", false, 2, false, "a"),
      ("a.b", false, 2, false, "b"), ("a-b-c.x1", false, 2, false, "x1"), ("*.a.b", true, 2, false, "b"),
    ])
  func ordinary(text: String, isWildcard: Bool, labels: Int, hasUpperCase: Bool, topLevel: String) throws {
    let name = try #require(read(text))
    #expect(name.isWildcard == isWildcard)
    #expect(name.labelCount == labels)
    #expect(name.hasUpperCase == hasUpperCase)
    #expect(String(decoding: Array(text.utf8)[name.topLevel], as: UTF8.self) == topLevel)
  }

  @Test(
    "Anything else needs a HostName",
    arguments: [
      "", "a", "com", "*.com", "*", "*.", "**.a.b", "*a.b", "w*.a.b", "a.*.b", "*.*.a.b", ".a.b", "a..b", "a.b.",
      "-a.b",
      "a-.b", "a.b-", "a.-b", "ab--c.d", "xn--tda.de", "a.xn--p1ai", "a_b.c", "a b.c", "a.1", "1.2.3.4", "a.b/", "ü.de",
      "\(String(repeating: "a", count: 64)).b", "a.\(String(repeating: "b", count: 64))", "a.b\0", "@.b", "[.b", "`.b",
      "{.b",
    ])
  func unusual(text: String) {
    #expect(read(text) == nil)
  }

  @Test("Both length limits are inclusive")
  func limits() {
    let label = String(repeating: "a", count: 63)
    let name = [label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")
    #expect(read(name) != nil)
    #expect(read("a" + name) == nil)
    #expect(read(name + "a") == nil)
  }

  @Test("A range of the bytes is read, and a range outside them is rejected")
  func parts() {
    #expect(read("xx example.com yy", in: 3..<14)?.topLevel == 11..<14)
    #expect(read("xx example.com yy", in: 3..<15) == nil)
    #expect(read("xx example.com yy", in: 10..<99) == nil)
    #expect(read("xx example.com yy", in: -4..<3) == nil)
  }

  @Test("It agrees with HostName: ordinary names have no faults, and the others have a reason")
  func agreement() {
    var random = SeededGenerator(state: 1035)
    let alphabet = Array("aaabbcZ019--..*_ xn--é".unicodeScalars)
    var ordinary = 0
    for _ in 0..<20_000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...12, using: &random)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
          }))
      let full = HostName(text)
      if read(text) != nil {
        ordinary += 1
        #expect(full.isWellFormed, "\(text)")
      } else {
        let isSimple = full.isWellFormed && full.labels.allSatisfy { $0.kind == .ldh || $0.kind == .wildcard }
        #expect(!isSimple || full.labels.count { $0.kind == .ldh } < 2, "\(text)")
      }
    }
    #expect(ordinary > 300)
  }
}
