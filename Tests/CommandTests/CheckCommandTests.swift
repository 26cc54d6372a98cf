// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation
import Testing

@Suite struct CheckCommandTests {
  static let request = Checkout.vector("requests/sans/dns.der")

  private func document(_ arguments: [String], input: [UInt8] = []) throws -> JSONValue {
    try JSONValue(parsing: Array(Run(arguments, input: input).output.utf8))
  }

  @Test func `The JSON is as the published schema says, for each verdict`() throws {
    let schema = try Schema(named: "check")
    for product in ["7", "35", "335", "488", "788"] {
      let document = try document(["check", "--product", product, "--format", "json", Self.request])
      #expect(schema.faults(in: document) == [], "\(product)")
    }
    let form = Array("product=335&colour=red&uniqueValue=a-b".utf8)
    let whole = try document(["check", "--order", "-", "--format", "json", Self.request], input: form)
    #expect(schema.faults(in: whole) == [])
    #expect(whole["verdict"]?.text == "refused")
    #expect(whole["predicted"]?["errorCode"]?.integer == -2)
    #expect(whole["predicted"]?["errorItem"]?.text == "colour")
    #expect(whole["alternatives"]?.elements?.compactMap(\.integer).contains(-3) == true)
  }

  @Test func `A missing parameter is needed for a request and an error of a whole form`() throws {
    let alone = try document(["check", "--product", "7", "--format", "json", Self.request])
    #expect(alone["needed"]?.elements?.compactMap(\.text).contains("streetAddress1") == true)
    #expect(alone["predicted"]?.isOfType("null") == true)
    let whole = try document(
      ["check", "--order", "-", "--format", "json", Self.request], input: Array("product=7\ndays=365\n".utf8))
    #expect(whole["predicted"]?["errorCode"]?.integer == -3)
    #expect(whole["needed"]?.elements?.isEmpty == true)
  }

  @Test func `The exit status tells refused from accepted, and usage from both`() throws {
    #expect(try Run(["check", "--product", "7", Self.request]).status == 0)
    #expect(try Run(["check", "--product", "35", Self.request]).status == 2)
    #expect(try Run(["check", "--product", "7", "--fail-on", "info", Self.request]).status == 1)
    #expect(try Run(["check", Self.request]).status == 64)
    #expect(try Run(["check", "--product", "7", "/nonexistent"]).status == 66)
    #expect(try Run(["check", "--product", "7", "-"], input: Array("hello".utf8)).status == 65)
  }

  @Test func `A setting wins over the form, and the form's csr is read`() throws {
    let der = Data(try Data(contentsOf: URL(fileURLWithPath: Self.request)))
    let form = "{\"product\": 35, \"csr\": \"\(der.base64EncodedString())\"}"
    let refused = try document(["check", "--order", "-", "--format", "json"], input: Array(form.utf8))
    #expect(refused["alternatives"]?.elements?.compactMap(\.integer).contains(-6) == true)
    let other = try document(
      ["check", "--order", "-", "--set", "product=7", "--format", "json"], input: Array(form.utf8))
    #expect(other["alternatives"]?.elements?.compactMap(\.integer).contains(-6) == false)
  }

  @Test func `A password on the command line is refused and not repeated`() throws {
    let run = try Run(["check", "--product", "7", "--set", "loginPassword=hunter2", Self.request])
    #expect(run.status == 64)
    #expect(!run.errors.contains("hunter2") && !run.output.contains("hunter2"))
  }
}
