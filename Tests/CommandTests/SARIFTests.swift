// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Testing

/// `--format sarif`. Scripts/dist-test validates the same output against the complete schema of SARIF 2.1.0.
@Suite struct SARIFTests {
  static let weak = Checkout.vector("rules/key.too-small/fails.der")
  static let withKey = Checkout.vector("encodings/p256/key-after.pem")
  static let pasted = Checkout.vector("readme/shop.example.com.txt")

  /// The run of a log, after checking what the format requires of every log.
  private func log(_ arguments: [String], input: [UInt8] = []) throws -> (run: JSONValue, status: Int32) {
    let run = try Run(arguments + ["--format", "sarif"], input: input)
    let log = try JSONValue(parsing: Array(run.output.utf8))
    #expect(log["version"]?.text == "2.1.0")
    #expect(log["$schema"]?.text == "https://json.schemastore.org/sarif-2.1.0.json")
    let sarif = try #require(log["runs"]?[0])
    let driver = try #require(sarif["tool"]?["driver"])
    #expect(driver["name"]?.text == "csrkit" && driver["version"]?.text == CSRKitVersion.text)
    for result in try #require(sarif["results"]?.elements) {
      let index = try #require(result["ruleIndex"]?.integer)
      let rule = try #require(driver["rules"]?[index])
      #expect(rule["id"]?.text == result["ruleId"]?.text)
      #expect(["note", "warning", "error"].contains(result["level"]?.text))
      #expect(result["message"]?["text"]?.text?.isEmpty == false)
      let place = try #require(result["locations"]?[0]?["physicalLocation"])
      #expect(place["artifactLocation"]?["uri"]?.text?.isEmpty == false)
      if let region = place["region"] {
        #expect(region["startLine"]?.integer ?? 1 >= 1 && region["byteOffset"]?.integer ?? 0 >= 0)
      }
    }
    #expect(sarif["invocations"]?[0]?["executionSuccessful"]?.flag != nil)
    return (sarif, run.status)
  }

  private func found(_ rule: String, in run: JSONValue) -> JSONValue? {
    run["results"]?.elements?.first { $0["ruleId"]?.text == rule }
  }

  private func region(of result: JSONValue?) -> JSONValue? { result?["locations"]?[0]?["physicalLocation"]?["region"] }

  @Test func `Each rule of the catalog is described once, with its requirement, fix and sources`() throws {
    let catalog = try JSONValue(parsing: Array(Run(["catalog", "rules", "--format", "json"]).output.utf8))
    let run = try log(["inspect", Self.weak]).run
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
    #expect(Set(rules.compactMap { $0["id"]?.text }).count == rules.count)
    for (described, rule) in zip(rules, try #require(catalog.elements)) {
      #expect(described["id"]?.text == rule["rule"]?.text)
      #expect(described["shortDescription"]?["text"]?.text == rule["summary"]?.text)
      #expect(described["help"]?["text"]?.text == rule["fix"]?.text)
      let sources = rule["citations"]?.elements?.compactMap(\.text)
      #expect(described["properties"]?["citations"]?.elements?.compactMap(\.text) == sources)
    }
  }

  @Test func `A finding in DER is at its bytes, and carries the predicted error`() throws {
    let (run, status) = try log(["inspect", Self.weak])
    let json = try JSONValue(parsing: Array(Run(["inspect", "--format", "jsonl", Self.weak]).output.utf8))
    let finding = try #require(json["findings"]?.elements?.first { $0["rule"]?.text == "key.too-small" })
    let result = try #require(found("key.too-small", in: run))
    #expect(status == 2 && result["level"]?.text == "error")
    #expect(result["properties"]?["predicts"]?.integer == -13)
    #expect(region(of: result)?["byteOffset"]?.integer == finding["at"]?["offset"]?.integer)
    #expect(region(of: result)?["byteLength"]?.integer == finding["at"]?["length"]?.integer)
    let message = try #require(finding["message"]?.text), fix = try #require(finding["fix"]?.text)
    #expect(result["message"]?["text"]?.text == "\(message)\nfix: \(fix)")
  }

  @Test func `A finding in pasted text is at its line, and a note has level note`() throws {
    let (run, status) = try log(["inspect", Self.pasted])
    let place = try #require(found("subject.placeholder", in: run))
    #expect(status == 0 && region(of: place)?["startLine"]?.integer ?? 0 > 1)
    #expect(found("subject.organizational-unit", in: run)?["level"]?.text == "note")
  }

  @Test func `Paths are URI references`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(atPath: Self.weak, toPath: folder.appendingPathComponent("a b:1%.der").path)
    let run = try Run(["inspect", "--format", "sarif", "./a b:1%.der"], folder: folder)
    #expect(run.output.contains(#""uri":"./a%20b%3A1%25.der""#))
    #expect(try Run(["inspect", "--format", "sarif", Self.weak]).output.contains(#""uri":"file:///"#))
  }

  @Test func `A value of the request cannot become a placeholder or a link of a message`() throws {
    let csr = Checkout.vector("requests/sans/dns.der")
    let run = try log(["check", csr, "--product", "{0}[click](http://example.com)"]).run
    let texts = run["results"]?.elements?.compactMap { $0["message"]?["text"]?.text } ?? []
    #expect(texts.contains { $0.contains("{{0}}[click] (http") })
    #expect(!texts.contains { $0.contains("](") })
  }

  @Test func `An input without a request, a damaged request and a private key are results`() throws {
    let complete = try String(contentsOfFile: Checkout.vector("encodings/p256/pem.pem"), encoding: .utf8)
    #expect(found("input.no-request", in: try log(["inspect"], input: Array("hello".utf8)).run) != nil)
    let damaged = try log(["inspect"], input: Array((complete + complete.prefix(300)).utf8))
    #expect(damaged.status == 65 && found("input.malformed", in: damaged.run) != nil)
    let key = try #require(found("input.private-key", in: try log(["inspect", Self.withKey]).run))
    #expect(key["level"]?.text == "error" && region(of: key)?["startLine"]?.integer ?? 0 > 1)
  }

  @Test func `A file that cannot be read is a notification, and the run is not successful`() throws {
    let (run, status) = try log(["inspect", "/nonexistent/a.pem", Self.weak])
    let invocation = try #require(run["invocations"]?[0])
    #expect(status == 66 && invocation["executionSuccessful"]?.flag == false)
    #expect(invocation["toolExecutionNotifications"]?[0]?["level"]?.text == "error")
    #expect(found("key.too-small", in: run) != nil)
  }

  @Test func `A check of an order locates parameters in the form and the rest in the request`() throws {
    let csr = Checkout.vector("requests/sans/dns.der")
    let run = try log(["check", "--order", "-", csr], input: Array("product=335&colour=red".utf8)).run
    let unknown = try #require(found("form.unknown-parameter", in: run))
    let location = try #require(unknown["locations"]?[0])
    #expect(location["physicalLocation"]?["artifactLocation"]?["uri"]?.text == "-")
    #expect(location["logicalLocations"]?[0]?["fullyQualifiedName"]?.text == "colour")
    let weak = try log(["check", "--product", "488", Self.weak]).run
    #expect(region(of: found("key.too-small", in: weak))?["byteLength"]?.integer ?? 0 > 0)
  }
}

/// `inspect --scan`, for repositories.
@Suite struct ScanTests {
  @Test func `Files of any kind are accepted, and the requests among them are inspected`() throws {
    let run = try Run(["inspect", "--scan", "--short", Checkout.vector("README.md"), SARIFTests.pasted])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(try Run(["inspect", "--scan", SARIFTests.weak]).status == 2)
  }

  @Test func `A private key sets status 1 and is named with its line, with and without a request`() throws {
    let text = try String(contentsOfFile: SARIFTests.withKey, encoding: .utf8)
    let start = try #require(text.range(of: "-----BEGIN PRIVATE KEY")).lowerBound
    for input in [text, "first line\n" + text[start...]] {
      let run = try Run(["inspect", "--scan", "--format", "sarif"], input: Array(input.utf8))
      #expect(run.status == 1 && run.errors.contains("csrkit: error: private key in -, line "))
      #expect(run.output.contains(#""ruleId":"input.private-key""#))
      #expect(!run.output.contains(#""ruleId":"input.no-request""#))
    }
    #expect(try Run(["inspect", "--scan", "--fail-on", "never", SARIFTests.withKey]).status == 0)
    let store = try Run(["inspect", "--scan", "--format", "jsonl", Checkout.vector("requests/basic/other/pkcs12.p12")])
    #expect(store.status == 1 && store.errors.contains("private key in ") && store.output.contains(#""kind":"pkcs12""#))
  }

  @Test func `A damaged request is an error only if it is labelled as a request`() throws {
    let complete = try String(contentsOfFile: Checkout.vector("encodings/p256/pem.pem"), encoding: .utf8)
    #expect(try Run(["inspect", "--scan"], input: Array(complete.prefix(300).utf8)).status == 65)
    #expect(try Run(["inspect", "--scan"], input: [0x30, 0x82, 0x10, 0x00, 0x30]).status == 0)
  }
}
