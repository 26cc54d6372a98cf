// SPDX-License-Identifier: Apache-2.0
import CSRKitProbe
import Testing

/// The readers of untrusted octets.
@Suite struct RecordDataTests {
  @Test
  func `A domain name is read from wire format, and a malformed one is rejected`() {
    #expect(RecordData.name([3, 0x57, 0x77, 0x77, 2, 0x64, 0x65, 0]) == "www.de.")
    #expect(RecordData.name([0]) == ".")
    #expect(RecordData.name([2, 0x1B, 0x2E, 0]) == "\\027\\046.")
    for bytes: [UInt8] in [[], [3, 0x77, 0x77], [1, 0x61], [1, 0x61, 0, 0], [0xC0, 0x0C], [64]] {
      #expect(RecordData.name(bytes) == nil)
    }
  }

  @Test
  func `The strings of a TXT record are joined, and a malformed record is rejected`() {
    #expect(RecordData.text([2, 0x61, 0x62, 0, 1, 0x63]) == [0x61, 0x62, 0x63])
    #expect(RecordData.text([]) == [])
    #expect(RecordData.text([2, 0x61]) == nil)
  }

  @Test
  func `A CAA record gives its issuer without parameters and spaces`() throws {
    let record = try #require(CAARecord([0, 5] + Array("issue Sectigo.com ; a=b".utf8)))
    #expect(record.issuer == "sectigo.com")
    #expect(try #require(CAARecord([0x80, 5] + Array("ISSUE;".utf8))).issuer == "")
    #expect(
      CAARecord([]) == nil && CAARecord([0]) == nil && CAARecord([0, 0]) == nil && CAARecord([0, 9, 0x61]) == nil)
  }

  @Test(arguments: [
    ("http://a.example", "a.example", 80, true), ("HTTPS://A.example:443/x?y", "a.example", 443, true),
    ("http://a.example:8080/", "a.example", 8080, false), ("https://[2001:db8::1]/", "[2001:db8::1]", 443, true),
    ("http://[::1]:80", "[::1]", 80, true), ("https://a.example:80", "a.example", 80, false),
  ])
  func `A web address is split into its parts`(url: String, host: String, port: Int, isUsual: Bool) throws {
    let address = try #require(WebAddress(url))
    #expect(address.host == host && address.port == port && address.isUsualPort == isUsual)
  }

  @Test(arguments: [
    "", "a", "ftp://a", "file:///etc/passwd", "http://", "http:///x", "http://user@a/", "http://a:0", "http://a:65536",
    "http://a:x", "http://a b", "http://a\r\nHost: b", "http://[::1", "http://a:-1", "http://\u{E9}", "http://[]x:1:2",
  ])
  func `An invalid web address is rejected`(url: String) {
    #expect(WebAddress(url) == nil)
  }

  @Test(arguments: 0..<400)
  func `Random octets never end the process`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    let bytes = (0..<Int(next() % 80)).map { _ in next() }
    _ = RecordData.name(bytes)
    _ = RecordData.text(bytes)
    _ = CAARecord(bytes)?.issuer
    _ = WebAddress("http://" + String(decoding: bytes, as: UTF8.self))
    let fix = FileFix(url: "http://a/.well-known/b", body: String(decoding: bytes, as: UTF8.self))
    let finding = BodyComparison.finding(bytes, expected: "x\n", url: "http://a", fix)
    #expect(finding.fix?.utf8.allSatisfy { (0x20...0x7E).contains($0) } != false)
    #expect(finding.message.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 >= 0x80 })
  }
}
