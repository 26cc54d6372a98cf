// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Foundation
import Testing

@Suite struct OrderCommandTests {
  static let request = CheckCommandTests.request
  static let form = """
    loginName=me
    product=7
    days=365
    serverSoftware=36
    organizationName=Fjord AS
    streetAddress1=Bryggen 1
    localityName=Bergen
    postalCode=5003
    countryName=NO
    dcvMethod=CNAME_CSR_HASH

    """

  @Test func `merge refuses an unknown product and says how to list the products`() throws {
    let run = try Run(["merge", Self.request, "--product", "48"])
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("csrkit: error: invalid product: no known product of AutoApplySSL or AutoApplyOrder has"))
    #expect(run.errors.contains("csrkit catalog products") && !run.errors.contains("448"))
  }

  @Test func `the JSON of merge conforms to its schema in each mode`() throws {
    let schema = try Schema(named: "merge")
    for mode in ["Y", "N", "P", "C"] {
      let run = try Run(
        ["merge", Self.request, "--product", "7", "--prioritise", mode, "--set", "postalCode=1", "--format", "json"])
      let document = try JSONValue(parsing: Array(run.output.utf8))
      #expect(schema.faults(in: document) == [], "\(mode)")
      #expect(document["mode"]?.text == mode)
      #expect(document["fields"]?["postalCode"]?["origin"]?.text == (mode == "C" ? "none" : "parameter"))
    }
  }

  @Test func `prepare writes a body that can be read back, with the password from the environment`() throws {
    let run = try Run(
      ["prepare", Self.request, "--order", "-"], input: Array(Self.form.utf8),
      environment: ["CSRKIT_PASSWORD": "a+b c&d"])
    #expect(run.status == 0)
    #expect(!run.output.contains("+"))
    let form = try OrderForm(reading: Array(run.output.utf8).span)
    #expect(form.loginPassword?.reveal() == "a+b c&d")
    #expect(form[.product] == "7")
    #expect(form[.csr]?.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----\n") == true)
  }

  @Test func `prepare masks the password in a command and in JSON`() throws {
    for format in ["curl", "json"] {
      let run = try Run(
        ["prepare", Self.request, "--order", "-", "--format", format], input: Array(Self.form.utf8),
        environment: ["CSRKIT_PASSWORD": "hunter2"])
      #expect(run.status == 0)
      #expect(!run.output.contains("hunter2") && run.output.contains("***"))
    }
  }

  @Test func `prepare refuses an order that the CA would refuse, except with --force`() throws {
    let input = Array(Self.form.replacing("days=365", with: "days=0").utf8)
    let environment = ["CSRKIT_PASSWORD": "x"]
    let run = try Run(["prepare", Self.request, "--order", "-"], input: input, environment: environment)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("days"))
    let forced = try Run(["prepare", Self.request, "--order", "-", "--force"], input: input, environment: environment)
    #expect(forced.status == 0)
    #expect(forced.output.contains("days=0"))
  }

  @Test(arguments: [
    ("days=365", "days=374"), ("product=7", "product=287"), ("streetAddress1=Bryggen 1\n", ""),
    ("postalCode=5003\n", ""), ("countryName=NO\n", ""),
  ])
  func `prepare writes an order whose prediction is contested`(_ part: String, _ replacement: String) throws {
    let form = Self.form.replacing("product=7", with: "product=488").replacing(
      part.replacing("product=7", with: "product=488"), with: replacement)
    let run = try Run(
      ["prepare", Self.request, "--order", "-"], input: Array(form.utf8), environment: ["CSRKIT_PASSWORD": "x"])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("loginName=me&loginPassword=x&product="))
  }

  @Test(arguments: [
    ("0\n", "incomplete"), ("0\ndomain_name\ta.example\n", "otherEndpoint"), ("<html>", "webPage"), ("{}", "json"),
    ("HTTP/1.1 200 OK\r\n\r\n", "empty"), ("7\n", "notAResponse"),
  ])
  func `response reports what is not a response to an order`(_ response: String, _ kind: String) throws {
    let run = try Run(["response", "--format", "json"], input: Array(response.utf8))
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(run.status == 65 && document["error"]?["kind"]?.text == kind)
    #expect(try Schema(named: "response").faults(in: document) == [])
    #expect(try Run(["response"], input: Array(response.utf8)).output.isEmpty)
  }

  @Test(arguments: [
    ("0\n8436698\n100.00\n48\n\n\noDA7uXM0\n", 0, 0),
    ("errorCode=-4&errorMessage=The+value+of+the+%27x%27+argument+is+invalid%21&errorDetail=Bad", -4, 2),
    ("-99\nSomething new!\n", -99, 2),
  ])
  func `the JSON of response conforms to its schema`(_ response: String, _ code: Int, _ status: Int32) throws {
    let run = try Run(["response", "--format", "json"], input: Array(response.utf8))
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(try Schema(named: "response").faults(in: document) == [])
    #expect(document["errorCode"]?.integer == code)
    #expect(run.status == status)
    #expect(document["explanation"]?.text?.hasSuffix(".") == true)
  }

  @Test(arguments: ["products", "parameters", "errors", "rules", "data"])
  func `each catalog is printed as a JSON array and as text`(_ catalog: String) throws {
    let json = try Run(["catalog", catalog, "--format", "json"])
    #expect(try JSONValue(parsing: Array(json.output.utf8)).elements?.isEmpty == false)
    let text = try Run(["catalog", catalog])
    #expect(text.status == 0 && text.output.split(separator: "\n").count > 5)
  }
}
