// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import OpenSSLBridge
import Testing

@Suite struct CreationTests {
  static let inspector = Inspector()

  static func create(
    _ names: [String], _ product: String? = nil, _ change: (inout RequestPlan) throws -> Void = { _ in }
  )
    throws -> KeyAndRequest
  {
    var plan = RequestPlan(names: names)
    if let product { plan.form.set("product", to: product) }
    try change(&plan)
    return try KeyAndRequest.generate(plan, with: inspector, on: Shared.day)
  }

  @Test func `the defaults are P-256, SHA-256, the first name as CN, every name as SAN and nothing else`() throws {
    let report = try Self.create(["www.example.com", "9.9.9.9", "2620:FE:0::FE", "b.example.com"]).request.report
    #expect(report.key.curve == "P-256")
    #expect(report.signatureAlgorithm == "ecdsa-with-SHA256")
    #expect(report.signature == .valid)
    #expect(report.subject.map(\.value) == ["www.example.com"])
    #expect(
      report.subjectAlternativeNames.map { "\($0.type):\($0.value)" } == [
        "dns:www.example.com", "ip:9.9.9.9", "ip:2620:fe::fe", "dns:b.example.com",
      ])
    #expect(report.extensions.map(\.name) == ["subjectAltName"])
    #expect(report.attributes.map(\.name) == ["extensionRequest"])
  }

  @Test(arguments: [
    ("rsa:2048", "sha256WithRSAEncryption"), ("p256", "ecdsa-with-SHA256"), ("p384", "ecdsa-with-SHA384"),
    ("p521", "ecdsa-with-SHA512"),
  ])
  func `the hash function suits the key`(_ kind: String, _ algorithm: String) throws {
    let created = try Self.create(["www.example.com"]) { $0.keyKind = SigningKeyKind(kind) }
    #expect(created.request.report.signatureAlgorithm == algorithm)
  }

  @Test(arguments: [
    ("rsa:2048", true), ("rsa:8192", true), ("rsa:3000", true), ("RSA:4096", true), ("P256", true), ("p-384", true),
    ("rsa:1024", false), ("rsa:2049", false), ("rsa:9000", false), ("rsa:", false), ("ed25519", false), ("", false),
  ])
  func `a kind of key is read if the CA accepts it`(_ text: String, _ isValid: Bool) {
    #expect((SigningKeyKind(text) != nil) == isValid)
  }

  @Test func `names in other scripts become A-labels, and repeated names appear once`() throws {
    let report = try Self.create(["Bücher.example.com", "xn--bcher-kva.example.com", "WWW.Example.COM"]).request.report
    #expect(report.commonName == "xn--bcher-kva.example.com")
    #expect(report.subjectAlternativeNames.map(\.value) == ["xn--bcher-kva.example.com", "www.example.com"])
  }

  @Test func `a name of more than 64 characters is not used as the common name`() throws {
    let long = "a-name-of-exactly-seventy-characters-for-a-host-in-a.long.example.com1"
    let name = String(repeating: "a", count: 58) + ".example.com"
    #expect(name.count == 70 && long.count == 70)
    let created = try Self.create([name], "335")
    #expect(created.request.report.commonName == nil)
    #expect(!created.request.isRefused)
    #expect(created.request.report.subjectAlternativeNames.map(\.value) == [name])
  }

  @Test func `the subject has the order and the types of the Baseline Requirements`() throws {
    let created = try Self.create(["www.example.com"]) {
      try $0.setSubject("O=Fjord Hosting AS, L=Bergen, C=NO, ST=Vestland, street=Bryggen 1, postalCode=5003")
    }
    #expect(
      created.request.report.subject.map { "\($0.name ?? "")=\($0.value)" } == [
        "countryName=NO", "stateOrProvinceName=Vestland", "localityName=Bergen", "postalCode=5003",
        "streetAddress=Bryggen 1", "organizationName=Fjord Hosting AS", "commonName=www.example.com",
      ])
    let json = String(decoding: created.request.report.json, as: UTF8.self)
    #expect(json.contains(#""name":"countryName","type":"PrintableString""#))
    #expect(json.contains(#""name":"organizationName","type":"UTF8String""#))
  }

  @Test func `a common name in the subject is one of the SANs`() throws {
    let report = try Self.create(["b.example.com"]) { try $0.setSubject("CN=a.example.com") }.request.report
    #expect(report.commonName == "a.example.com")
    #expect(report.subjectAlternativeNames.map(\.value) == ["a.example.com", "b.example.com"])
    let alone = try Self.create([]) { try $0.setSubject("CN=a.example.com, C=NO") }.request.report
    #expect(alone.subjectAlternativeNames.map(\.value) == ["a.example.com"])
  }

  @Test(arguments: [2, 12])
  func `addresses whose octets differ like the case of letters are different names`(_ count: Int) throws {
    let names = ["65.66.67.68", "97.98.99.100"] + (2..<count).map { "host\($0).example.com" }
    let findings = try Self.create(names).request.report.findings
    #expect(!findings.contains { $0.rule.id == "san.repeated" })
  }

  @Test func `all faults are reported at once, before a key is generated`() throws {
    var plan = RequestPlan(names: ["http://a.example.com/", "b_c.example.com", "*.co.uk"])
    try plan.setSubject("C=UK, O=Example")
    plan.keyKind = .rsa(bits: 8192)
    let clock = ContinuousClock()
    let start = clock.now
    let error = #expect(throws: RequestCreationError.self) {
      _ = try KeyAndRequest.generate(plan, with: Self.inspector, on: Shared.day)
    }
    let request = try #require(error?.refusedRequest)
    let rules = Set(request.findings.filter { $0.severity == .error }.map(\.rule.id))
    #expect(
      rules.isSuperset(of: ["name.url", "name.underscore", "wildcard.public-suffix", "subject.country-not-iso"]))
    #expect(clock.now - start < .seconds(20))
  }

  @Test func `a wildcard product refuses a plain name and says which name it wants`() throws {
    let error = #expect(throws: RequestCreationError.self) { _ = try Self.create(["www.example.com"], "489") }
    let request = try #require(error?.refusedRequest)
    #expect(request.judgement.predicted?.errorCode == -6)
    #expect(request.findings.contains { $0.fix.contains("*.example.com") })
  }

  @Test func `an AMT product gets an RSA key`() throws {
    let product = try #require(ProductCatalog.all.first { $0.kind.value == .amt && $0.coverage.value == .single })
    let created = try Self.create(["www.example.com"], "\(product.code)")
    #expect(created.request.report.key.algorithm == "RSA" && created.request.report.key.bits == 2048)
  }

  @Test func `a challenge password is an attribute of the request and never in the report`() throws {
    let password: SecretBytes? = SecretBytes(copying: Array("correct horse".utf8).span)
    let created = try KeyAndRequest.generate(
      RequestPlan(names: ["www.example.com"]), challengePassword: password, with: Self.inspector, on: Shared.day)
    #expect(created.request.report.attributes.map(\.name).contains("challengePassword"))
    let json = String(decoding: created.request.report.json, as: UTF8.self)
    #expect(!json.contains("correct horse"))
  }

  @Test(arguments: [
    (["www.example.com"], "www.example.com"), (["*.example.com"], "_wildcard.example.com"),
    (["2001:db8::1"], "2001_db8__1"), (["../etc/passwd"], "_._etc_passwd"),
    (["bücher.example.com"], "xn--bcher-kva.example.com"),
  ])
  func `the name of the files is safe`(_ names: [String], _ expected: String) {
    #expect(RequestPlan(names: names).fileName == expected)
  }

  @Test func `descriptions and dumps of a key show nothing`() throws {
    let key = try SigningKey.generate(.p256)
    var text = ""
    dump(key, to: &text)
    #expect("\(key)" == "***" && text.hasPrefix("- ***") && text.split(separator: "\n").count == 1, "\(text)")
  }
}
