// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Testing

@Suite struct CheckCommandTests {
  static let request = Checkout.vector("requests/sans/dns.der")

  private func document(_ arguments: [String], input: [UInt8] = []) throws -> JSONValue {
    try JSONValue(parsing: Array(Run(arguments, input: input).output.utf8))
  }

  @Test func `The JSON conforms to the published schema for each verdict`() throws {
    let schema = try Schema(named: "check")
    for product in ["7", "35", "335", "488", "788"] {
      let document = try document(["check", "--product", product, "--format", "json", Self.request])
      #expect(schema.faults(in: document) == [], "\(product)")
    }
    let form = Array("product=335&colour=red&uniqueValue=a-b".utf8)
    let complete = try document(["check", "--order", "-", "--format", "json", Self.request], input: form)
    #expect(schema.faults(in: complete) == [])
    #expect(complete["verdict"]?.text == "refused")
    #expect(complete["predicted"]?["errorCode"]?.integer == -2)
    #expect(complete["predicted"]?["errorItem"]?.text == "colour")
    #expect(complete["alternatives"]?.elements?.compactMap(\.integer).contains(-3) == true)
  }

  @Test func `A contested finding names both sources, and contested needs are marked`() throws {
    let form = Array("product=488\ndays=365\nserverSoftware=36\ndcvMethod=CNAME_CSR_HASH\n".utf8)
    let complete = try document(["check", "--order", "-", "--format", "json", Self.request], input: form)
    let findings = try #require(complete["findings"]?.elements)
    let contested = try #require(findings.first { $0["certainty"]?.text == "contested" })
    #expect(complete["verdict"]?.text == "doubtful" && contested["predicts"]?.isOfType("null") == true)
    let sources = contested["sources"]?.elements?.compactMap(\.text)
    #expect(sources == ["AutoApplySSL request reference", "published clients of the API"])
    #expect(try Schema(named: "check").faults(in: complete) == [])
    let text = try Run(["check", "--order", "-", Self.request], input: form).output
    #expect(text.contains("contested: AutoApplySSL request reference; published clients of the API"))
    let alone = try document(["check", "--product", "488", "--format", "json", Self.request])
    let needs = alone["contested"]?.elements?.compactMap(\.text)
    #expect(needs == ["streetAddress1", "localityName", "postalCode", "countryName"])
    #expect(alone["needed"]?.elements?.compactMap(\.text).contains("streetAddress1") == true)
    #expect(try Run(["check", "--product", "488", Self.request]).output.contains("streetAddress1  (contested)"))
  }

  @Test func `The catalogs show which facts are contested`() throws {
    let products = try document(["catalog", "products", "--format", "json"]).elements ?? []
    let related = try #require(products.first { $0["code"]?.integer == 287 })
    #expect(related["offered"]?["certainty"]?.text == "contested" && related["correspondsTo"]?.integer == 488)
    #expect(related["offered"]?["contradictedBy"]?.text == "published clients of the API")
    let own = try #require(products.first { $0["code"]?.integer == 488 })
    #expect(own["offered"]?["certainty"]?.text == "documented")
    #expect(own["contestedDays"]?["certainty"]?.text == "contested")
    let parameters = try document(["catalog", "parameters", "--format", "json"]).elements ?? []
    let contested = parameters.filter { $0["contestedFor"] != nil }.compactMap { $0["name"]?.text }
    #expect(
      contested == ["servers", "streetAddress1", "localityName", "stateOrProvinceName", "postalCode", "countryName"])
    #expect(try Run(["catalog", "parameters"]).output.contains("contested for a product of the kind DV"))
    #expect(try Run(["catalog", "products"]).output.contains("AutoApplyOrder (contested"))
  }

  @Test func `A missing parameter is needed for a request, and an error in a complete form`() throws {
    let alone = try document(["check", "--product", "7", "--format", "json", Self.request])
    #expect(alone["needed"]?.elements?.compactMap(\.text).contains("streetAddress1") == true)
    #expect(alone["predicted"]?.isOfType("null") == true)
    let complete = try document(
      ["check", "--order", "-", "--format", "json", Self.request], input: Array("product=7\ndays=365\n".utf8))
    #expect(complete["predicted"]?["errorCode"]?.integer == -3)
    #expect(complete["needed"]?.elements?.isEmpty == true)
  }

  @Test func `The exit status distinguishes accepted, refused and invalid usage`() throws {
    #expect(try Run(["check", "--product", "7", Self.request]).status == 0)
    #expect(try Run(["check", "--product", "35", Self.request]).status == 2)
    #expect(try Run(["check", "--product", "7", "--fail-on", "info", Self.request]).status == 1)
    #expect(try Run(["check", Self.request]).status == 64)
    #expect(try Run(["check", "--product", "7", "/nonexistent"]).status == 66)
    #expect(try Run(["check", "--product", "7", "-"], input: Array("hello".utf8)).status == 65)
  }

  @Test func `A setting takes precedence over the form, and the csr of the form is read`() throws {
    let der = Data(try Data(contentsOf: URL(fileURLWithPath: Self.request)))
    let form = "{\"product\": 35, \"csr\": \"\(der.base64EncodedString())\"}"
    let refused = try document(["check", "--order", "-", "--format", "json"], input: Array(form.utf8))
    #expect(refused["alternatives"]?.elements?.compactMap(\.integer).contains(-6) == true)
    let other = try document(
      ["check", "--order", "-", "--set", "product=7", "--format", "json"], input: Array(form.utf8))
    #expect(other["alternatives"]?.elements?.compactMap(\.integer).contains(-6) == false)
  }

  @Test func `A private key in the csr of a form is reported, and the order is refused`() throws {
    let request = try String(contentsOfFile: Checkout.vector("sandbox/requests/plain.pem"), encoding: .utf8)
    let key =
      "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n"
    for csr in [key + request, request + key, key] {
      let form = try JSONSerialization.data(withJSONObject: ["product": "488", "csr": csr])
      let run = try Run(["check", "--order", "-"], input: Array(form))
      #expect(run.status == 2 && run.errors.contains("csr: A PRIVATE KEY IS IN THIS INPUT"))
    }
  }

  @Test func `The order and the request cannot both come from standard input, and an ignored csr is reported`() throws {
    let both = try Run(["check", "--order", "-", "-"], input: Array("product=7".utf8))
    #expect(both.status == 64)
    #expect(both.errors.contains("cannot both come from standard input"))
    let second = try Run(["check", "--product", "7", "--set", "csr=AAAA", Self.request])
    #expect(second.status == 0)
    #expect(second.errors.contains("is ignored"))
    let nothing = try Run(["check", "--product", "7"])
    #expect(nothing.status == 65)
    #expect(nothing.errors.contains("hint: name a file"))
  }

  @Test(
    arguments: [
      (["--product", "488,490"], 0), (["--product", "487"], 2), (["--product", "COMODO SSL"], 2),
      (["--product", ""], 64),
      (["--product", "7", "--set", "organisationName=x"], 2), (["--product", "7", "--set", "colour"], 64),
      (["--product", "7", "--set", "=x"], 64), (["--order", "/nonexistent"], 66),
      (["--product", "7", "--as-of", "soon"], 64),
    ] as [([String], Int32)])
  func `Invalid input sets the exit status for its kind`(_ arguments: [String], _ status: Int32) throws {
    #expect(try Run(["check"] + arguments + [Self.request]).status == status)
  }

  @Test func `For a request alone, missing order parameters are not errors`() throws {
    for product in ["7", "488", "335"] {
      let run = try Run(["check", "--product", product, Self.request])
      #expect(run.status == 0)
      #expect(!run.output.contains("\n  error ") && !run.output.contains("is missing"))
      #expect(run.output.contains("Still needed"))
    }
  }

  @Test func `The report lists key checks that were not made`() throws {
    let document = try document(["check", "--product", "7", "--format", "json", Self.request])
    #expect(document["keyAudit"]?["verdict"]?.text == "clean")
    #expect(document["keyAudit"]?["notChecked"]?.elements?.compactMap(\.text).contains("ca-private-list") == true)
    let text = try Run(["check", "--product", "7", Self.request]).output
    #expect(text.contains("Key audit") && text.contains("private list"))
  }

  @Test func `A password on the command line is refused and not repeated`() throws {
    let run = try Run(["check", "--product", "7", "--set", "loginPassword=hunter2", Self.request])
    #expect(run.status == 64)
    #expect(!run.errors.contains("hunter2") && !run.output.contains("hunter2"))
  }
}
