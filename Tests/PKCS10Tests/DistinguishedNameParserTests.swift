// SPDX-License-Identifier: Apache-2.0
import PKCS10
import Testing

@Suite struct DistinguishedNameParserTests {
  static func pairs(_ text: String) throws -> [String] {
    try DistinguishedName.parse(text).map { ($0.joinsPrevious ? "+" : "") + "\($0.oid)=\($0.value)" }
  }

  @Test(arguments: [
    ("C=NO, O=Fjord Hosting AS", ["2.5.4.6=NO", "2.5.4.10=Fjord Hosting AS"]),
    ("  c = NO ;o=  Fjord   AS  ", ["2.5.4.6=NO", "2.5.4.10=Fjord   AS"]),
    (#"O=Smith\, Jones \& Co"#, []),
    (#"O=Smith\, Jones & Co"#, ["2.5.4.10=Smith, Jones & Co"]),
    (#"O="Smith, Jones + Co", L=Oslo"#, ["2.5.4.10=Smith, Jones + Co", "2.5.4.7=Oslo"]),
    (#"O="a \"b\" c""#, [#"2.5.4.10=a "b" c"#]),
    (#"O=Lu\C4\8Di\C4\87"#, ["2.5.4.10=Lučić"]),
    (#"O=\ x\ "#, ["2.5.4.10= x "]),
    (##"O=\#1"##, ["2.5.4.10=#1"]),
    ("CN=a+OU=b,O=c", ["2.5.4.3=a", "+2.5.4.11=b", "2.5.4.10=c"]),
    ("O=#0C03466F6F", ["2.5.4.10=Foo"]),
    ("2.5.4.97=NTRNO-1", ["2.5.4.97=NTRNO-1"]),
    ("OID.2.5.4.10=x", ["2.5.4.10=x"]),
    ("organizationName=x, stateOrProvinceName=y", ["2.5.4.10=x", "2.5.4.8=y"]),
    ("jurisdictionC=NO", ["1.3.6.1.4.1.311.60.2.1.3=NO"]),
    ("O=", ["2.5.4.10="]),
    ("", []),
  ])
  func `a name is read as RFC 4514 describes`(_ text: String, _ expected: [String]) throws {
    guard !expected.isEmpty || text.isEmpty else {
      #expect(throws: DistinguishedNameError.self) { try Self.pairs(text) }
      return
    }
    #expect(try Self.pairs(text) == expected)
  }

  @Test(arguments: [
    ("/C=NO/O=x", DistinguishedNameError.Fault.slashes), ("C=NO, Fjord", .withoutEqualsSign("Fjord")),
    ("X=1", .unknownType("X")), (#"O="x"#, .quotation("O")), (#"O="x"y"#, .quotation("O")), (#"O=x\"#, .escape("O")),
    (#"O=\FF"#, .value("O")), ("O=#0C", .value("O")), ("O=#zz", .value("O")),
  ])
  func `a fault is described`(_ text: String, _ expected: DistinguishedNameError.Fault) {
    do {
      _ = try DistinguishedName.parse(text)
      Issue.record("the name was read")
    } catch {
      #expect(error.fault == expected)
    }
  }
}
