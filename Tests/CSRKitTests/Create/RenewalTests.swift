// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Testing

@Suite struct RenewalTests {
  static func renewal(_ about: String, ofRequest: Bool = false) throws -> Renewal {
    let pair = try #require(CertificatePair.all.first { $0.about == about })
    let bytes = try (ofRequest ? pair.request() : pair.certificate())
    let renewal = Renewal(reading: bytes.span)
    return try #require(renewal)
  }

  @Test func `names and subject are taken from a certificate, and its extensions are dropped`() throws {
    let renewal = try Self.renewal("an organization")
    #expect(renewal.source == .certificate)
    #expect(renewal.names == ["www.example.com"])
    #expect(renewal.subject.map(\.value) == ["NO", "Vestland", "Bergen", "Bryggen 1", "5003", "Fjord Hosting AS"])
    #expect(renewal.dropped.map(\.part) == ["basicConstraints", "keyUsage", "extKeyUsage"])
    #expect(renewal.dropped.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func `OU, CA:TRUE and policies are dropped with their reasons`() throws {
    #expect(try Self.renewal("OU added").dropped.contains { $0.part == "organizationalUnitName" && $0.value == "IT" })
    #expect(
      try Self.renewal("CA:TRUE").dropped.contains {
        $0.part == "basicConstraints" && $0.value?.contains("true") == true
      })
    #expect(try Self.renewal("another validation level").dropped.contains { $0.part == "certificatePolicies" })
  }

  @Test func `a request is a source too, and what belongs to it is dropped`() throws {
    let renewal = try Self.renewal("must-staple dropped", ofRequest: true)
    #expect(renewal.source == .csr)
    #expect(renewal.names == ["www.example.com"])
    #expect(renewal.dropped.map(\.part) == ["tlsFeature"])
  }

  @Test func `all names of the SAN are taken, the common name first`() throws {
    let renewal = try Self.renewal("several names and an address")
    #expect(renewal.names == ["example.com", "a.example.com", "192.0.2.1", "2001:db8::1"])
  }

  @Test func `an order form gives names and address`() throws {
    let form = """
      product=335
      domainNames=a.example.com,b.example.com
      organizationName=Fjord AS
      countryName=NO
      localityName=Bergen
      organizationalUnitName=IT
      """
    let bytes = Array(form.utf8)
    let read = Renewal(reading: bytes.span)
    let renewal = try #require(read)
    #expect(renewal.source == .order)
    #expect(renewal.names == ["a.example.com", "b.example.com"])
    #expect(renewal.subject.map(\.value) == ["NO", "Bergen", "Fjord AS"])
    #expect(renewal.dropped.map(\.part) == ["organizationalUnitName"])
  }

  @Test func `given names and a given subject take precedence`() throws {
    var plan = RequestPlan(names: ["new.example.com"])
    plan.complete(with: try Self.renewal("an organization"))
    #expect(plan.effectiveNames == ["new.example.com"])
    #expect(plan.subject.count == 6)
  }

  @Test(arguments: ["", "hello", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"])
  func `anything else is not a source`(_ text: String) {
    let bytes = Array(text.utf8)
    let renewal = Renewal(reading: bytes.span)
    #expect(renewal == nil)
  }
}
