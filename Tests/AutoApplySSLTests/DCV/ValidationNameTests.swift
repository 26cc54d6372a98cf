// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Testing

@Suite struct ValidationNameTests {
  @Test(arguments: [
    ("WWW.Example.COM.", "www.example.com", ValidationName.Kind.host), ("*.example.com", "*.example.com", .wildcard),
    ("192.0.2.1", "192.0.2.1", .ipv4), ("2001:DB8::1", "2001:db8::1", .ipv6), ("::", "::", .ipv6),
    ("::ffff:192.0.2.1", "::ffff:192.0.2.1", .ipv6), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", .ipv6),
    ("_acme.example.com", "_acme.example.com", .host), ("1.example", "1.example", .host),
    ("b\u{FC}cher.example", "xn--bcher-kva.example", .host), ("[2001:db8::1]", "2001:db8::1", .ipv6),
  ])
  func `A name is converted to lower-case A-labels and classified by its form`(
    given: String, ascii: String, kind: ValidationName.Kind
  ) throws {
    let name = try ValidationName(given)
    #expect(name.ascii == ascii)
    #expect(name.kind == kind)
  }

  @Test(arguments: [
    "", ".", "..", "a..b", ".example.com", "*.", "*", "a.*.com", "ex ample.com", "exa\"mple.com", "exa;mple.com",
    "exa\nmple.com", "256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", ":", ":::", "1::2::3",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::1.2.3.4:1", "fe80::1%eth0", "1.2.3.4::1",
    "1:2:3:4:5:6:7::8:9",
  ])
  func `Names that are not valid in a zone or a URL are refused`(given: String) {
    #expect(throws: NameError.self) { try ValidationName(given) }
  }

  @Test
  func `Labels are limited to 63 octets and names to 253`() throws {
    let label = String(repeating: "a", count: 63)
    let longest = "\(label).\(label).\(label).\(String(repeating: "b", count: 61))"
    #expect(try ValidationName(longest).ascii.utf8.count == 253)
    for (name, length) in [(longest + "b", "254"), ("a\(label).com", "64")] {
      let error = #expect(throws: NameError.self) { try ValidationName(name) }
      #expect(error?.description.contains("has \(length) characters") == true)
    }
  }

  @Test
  func `Both forms of a name are kept`() throws {
    let name = try ValidationName("xn--bcher-kva.example")
    #expect(name.ascii == "xn--bcher-kva.example")
    #expect(name.unicode == "b\u{FC}cher.example")
  }

  @Test(arguments: 0..<300)
  func `No input yields a name that is unsafe in a configuration`(seed: UInt64) {
    var source = SplitMix(state: seed)
    let alphabet = Array("ab.*-_:019\"'\\;{}$\n\r\t /%[]\u{0}\u{E9}\u{1F600}")
    let text = String(
      (0..<Int.random(in: 0...12, using: &source)).map { _ in alphabet.randomElement(using: &source) ?? "a" })
    guard let name = try? ValidationName(text) else { return }
    #expect(name.ascii.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789.*-_:".utf8.contains($0) })
    #expect(!name.host.contains("*"))
  }
}
