// SPDX-License-Identifier: Apache-2.0
import PKCS10
import TestSupport
import Testing

/// Decoded values as types; the vector tests compare their texts.
@Suite struct ValueTests {
  private func request(_ family: String, _ name: String) throws -> CertificationRequest {
    try CertificationRequest(der: RequestVector.named(family, name).der)
  }

  private func value<Value: DecodedValue>(_ name: String, _ index: Int = 0, as: Value.Type) throws -> Value {
    let request = try request("extensions", name)
    return try #require(request.extensions[index].decodedValue(in: request.der.span).decoded as? Value)
  }

  private func attribute<Value: DecodedValue>(_ name: String, _ index: Int = 0, as: Value.Type) throws -> Value {
    let request = try request("attributes", name)
    return try #require(request.attributes[index].decodedValue(in: request.der.span).decoded.first as? Value)
  }

  @Test("extensions give typed values")
  func decodesExtensions() throws {
    #expect(try value("usual", 1, as: KeyUsageValue.self).usages == ["digitalSignature", "keyEncipherment"])
    #expect(try value("usual", 2, as: ExtendedKeyUsageValue.self).purposes == ["serverAuth", "clientAuth"])
    let path = try value("bc-path", as: BasicConstraintsValue.self)
    #expect(path.isCA && path.pathLength == 0)
    #expect(try value("bc-false", as: BasicConstraintsValue.self).pathLength == nil)
    #expect(try value("feature", as: TLSFeatureValue.self).isMustStaple)
    #expect(try !value("feature-other", as: TLSFeatureValue.self).isMustStaple)
    #expect(try value("ski", as: OctetsValue.self).octets.count == 20)
    #expect(
      try value("policies-cps", as: CertificatePoliciesValue.self).policies.map(\.statements) == [
        ["https://example.com/cps"]
      ])
    let template = try value("template", as: CertificateTemplateValue.self)
    #expect(template.major == 100 && template.minor == 7)
    #expect(try value("organization-id-state", as: OrganizationIdentifierValue.self).state == "CA")
  }

  @Test("attributes give typed values")
  func decodesAttributes() throws {
    #expect(try attribute("password-bmp", as: StringValue.self).tag == .bmpString)
    #expect(try attribute("ms-iis", 1, as: RequestClientInfoValue.self).machine == "web01.example.com")
    #expect(try attribute("ms-iis", 2, as: EnrollmentCSPValue.self).keySpecification == 1)
    #expect(try attribute("ms-pair", as: NameValuePairValue.self).value == "WebServer")
    #expect(try attribute("extensions", as: ExtensionListValue.self).types == ["subjectAltName", "keyUsage"])
  }

  @Test("a password is decoded, marked as a secret, and not displayed")
  func keepsSecrets() throws {
    let request = try request("attributes", "password-utf8")
    let value = request.attributes[0].decodedValue(in: request.der.span)
    #expect(value.isSecret && value.text == "secret 1")
    #expect(request.attributes[0].displayText(in: request.der.span) == "not shown (8 characters)")
    let empty = try self.request("attributes", "password-empty")
    #expect(empty.attributes[0].displayText(in: empty.der.span) == "empty")
    let other = try self.request("attributes", "ms-iis")
    #expect(other.attributes[0].displayText(in: other.der.span) == "10.0.20348.2")
  }

  @Test("a malformed value has no decoded form, an error with an offset, and its octets as text")
  func reportsMalformed() throws {
    let request = try request("extensions", "malformed-bc-negative")
    let requested = request.extensions[0]
    let value = requested.decodedValue(in: request.der.span)
    #expect(value.decoded == nil)
    #expect(requested.value.contains(try #require(value.error).offset))
    #expect(value.text.hasSuffix(" bytes)"))
  }

  @Test(
    "the parameters of RSASSA-PSS are read, including defaults",
    arguments: [
      ("pss-sha1", "sha1, mgf1 with sha1, salt of 20 bytes"),
      ("pss-sha256", "sha256, mgf1 with sha256, salt of 32 bytes"),
      ("pss-mixed", "sha256, mgf1 with sha1, salt of 32 bytes"),
      ("pss-salt-0", "sha256, mgf1 with sha256, salt of 0 bytes"),
      ("pss-trailer", "sha256, mgf1 with sha256, salt of 32 bytes, trailer 2"),
    ])
  func readsPSSParameters(name: String, text: String) throws {
    #expect(try request("signatures", name).pssParameters?.description == text)
  }

  @Test(
    "missing or malformed parameters are nil",
    arguments: ["pss-no-parameters", "pss-null", "pss-negative-salt", "rsa-sha256"])
  func refusesPSSParameters(name: String) throws {
    #expect(try request("signatures", name).pssParameters == nil)
  }

  @Test(
    "a subject is written as in RFC 4514, the last attribute first",
    arguments: [
      ("multi-valued", "CN=www.example.com,C=CH+O=Beispiel AG"), ("empty", ""),
      ("components", "CN=www.example.com,UID=web,DC=example,DC=com"),
      ("unknown-type", "CN=www.example.com,2.999.1=#0c09736f6d657468696e67"),
      ("integer", "CN=www.example.com,x500UniqueIdentifier=#020107"), ("empty-utf8", "CN=www.example.com,O="),
      ("printable", "CN=www.example.com,O=Example\\, Inc. (EU)"),
    ])
  func writesSubject(name: String, text: String) throws {
    let request = try request("subject", name)
    #expect(DistinguishedName.text(request.subject, in: request.der.span) == text)
  }

  @Test("a value that is not a string is displayed as its encoding")
  func displaysOthers() throws {
    let request = try request("subject", "octet-string")
    #expect(request.subject.map { $0.displayText(in: request.der.span) } == ["#0403616263", "www.example.com"])
  }
}
