// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation
import Testing

@Suite struct DCVCommandTests {
  static let request = Checkout.vector("requests/sans/dns.der")

  @Test func `The JSON is as the published schema says, for every method`() throws {
    let schema = try Schema(named: "dcv")
    for method in ["http", "https", "cname", "email", "txt"] {
      let run = try Run(["dcv", "--method", method, "--format", "json", "--domain", "www.example.com", Self.request])
      let document = try JSONValue(parsing: Array(run.output.utf8))
      #expect(schema.faults(in: document) == [], "\(method)")
    }
  }

  @Test func `File and record are made of the request's own digests`() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.request))
    let run = try Run(
      [
        "dcv", "--format", "json", "--method", "http", "--unique-value", "abc123", "--domain", "www.example.com",
        Self.request,
      ])
    let document = try JSONValue(parsing: Array(run.output.utf8))
    let inspect = try JSONValue(parsing: Array(Run(["inspect", "--format", "jsonl", Self.request]).output.utf8))
    let md5 = try #require(inspect["request"]?["digests"]?["md5"]?.text)
    let sha256 = try #require(inspect["request"]?["digests"]?["sha256"]?.text)
    #expect(inspect["request"]?["derLength"]?.integer == bytes.count)
    let name = try #require(document["names"]?[0])
    #expect(name["http"]?["url"]?.text == "http://www.example.com/.well-known/pki-validation/\(md5).txt")
    #expect(name["http"]?["body"]?.text == "\(sha256)\nsectigo.com\nabc123\n")
  }

  @Test func `A wildcard is proven by a record and never by a file`() throws {
    let run = try Run(["dcv", "--format", "json", "--domain", "*.example.com", Self.request])
    let name = try #require(try JSONValue(parsing: Array(run.output.utf8))["names"]?[0])
    #expect(name["method"]?.text == "CNAME_CSR_HASH")
    #expect(name["cname"]?["owner"]?.text?.hasSuffix(".example.com.") == true)
    let file = try Run(["dcv", "--method", "http", "--domain", "*.example.com", Self.request])
    #expect(file.status == 1)
    #expect(file.output.contains("not possible"))
  }

  @Test func `The file is written once and never over another content`() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let arguments = ["dcv", "--method", "http", "--domain", "www.example.com", "--write", root.path, Self.request]
    #expect(try Run(arguments).status == 0)
    #expect(try Run(arguments).status == 0)
    let other = try Run(arguments + ["--unique-value", "other"])
    #expect(other.status == 66)
    #expect(other.errors.contains("another content"))
  }

  @Test func `A unique value that the API would not take is refused with 64`() throws {
    let run = try Run(["dcv", "--unique-value", "not-alphanumeric", Self.request])
    #expect(run.status == 64)
    #expect(run.errors.contains("letters"))
  }
}
