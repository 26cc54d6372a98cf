// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Testing

@Suite struct DCVCommandTests {
  static let request = Checkout.vector("requests/sans/dns.der")

  @Test func `The JSON conforms to the published schema for each method`() throws {
    let schema = try Schema(named: "dcv")
    for method in ["http", "https", "cname", "email", "txt"] {
      let run = try Run(["dcv", "--method", method, "--format", "json", "--domain", "www.example.com", Self.request])
      let document = try JSONValue(parsing: Array(run.output.utf8))
      #expect(schema.faults(in: document) == [], "\(method)")
    }
  }

  @Test func `The file contains the digests of the request`() throws {
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

  @Test func `A wildcard is proven by a record, not by a file`() throws {
    let run = try Run(["dcv", "--format", "json", "--domain", "*.example.com", Self.request])
    let name = try #require(try JSONValue(parsing: Array(run.output.utf8))["names"]?[0])
    #expect(name["method"]?.text == "CNAME_CSR_HASH")
    #expect(name["cname"]?["owner"]?.text?.hasSuffix(".example.com.") == true)
    let file = try Run(["dcv", "--method", "http", "--domain", "*.example.com", Self.request])
    #expect(file.status == 1)
    #expect(file.output.contains("not possible"))
  }

  @Test func `The file is written, and different content is not overwritten`() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let arguments = ["dcv", "--method", "http", "--domain", "www.example.com", "--write", root.path, Self.request]
    #expect(try Run(arguments).status == 0)
    #expect(try Run(arguments).status == 0)
    let other = try Run(arguments + ["--unique-value", "other"])
    #expect(other.status == 66)
    #expect(other.errors.contains("different content"))
  }

  @Test func `An invalid unique value sets status 64`() throws {
    let run = try Run(["dcv", "--unique-value", "not-alphanumeric", Self.request])
    #expect(run.status == 64)
    #expect(run.errors.contains("A-Z, a-z and 0-9"))
  }

  @Test(arguments: ["../../etc/passwd", "", "a b", "a\n", "123456789012345678901", "\u{E9}", "a/b", "$(id)"])
  func `A hostile unique value never reaches a file, a record or a server configuration`(value: String) throws {
    for format in ["text", "json", "nginx", "zone"] {
      let run = try Run(
        [
          "dcv", "--method", "http", "--format", format, "--unique-value", value, "--domain", "a.example",
          Self.request,
        ])
      #expect(run.status == 64)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("csrkit: error: invalid --unique-value: "))
    }
  }

  @Test func `Names and methods are those of the order, in the same sequence`() throws {
    let run = try Run([
      "dcv", "--format", "json", "--product", "335", "--set",
      "domainNames=b\u{FC}cher.example.com,*.a.example.com,9.9.9.9",
      "--set", "validationTokens=CNAMECSRHASH CNAMECSRHASH HTTPCSRHASH", Self.request,
    ])
    #expect(run.status == 0, "\(run.errors)")
    let names = try #require(try JSONValue(parsing: Array(run.output.utf8))["names"]?.elements)
    #expect(names.map { $0["name"]?.text } == ["xn--bcher-kva.example.com", "*.a.example.com", "9.9.9.9"])
    #expect(names[0]["unicode"]?.text == "b\u{FC}cher.example.com")
    #expect(names.map { $0["method"]?.text } == ["CNAME_CSR_HASH", "CNAME_CSR_HASH", "HTTP_CSR_HASH"])
  }

  @Test(arguments: [
    (["--set", "dcvMethod=HTTPS_CSR_HASH"], "HTTPS_CSR_HASH"), ([], "HTTP_CSR_HASH"),
    (["--method", "cname", "--set", "dcvMethod=HTTPS_CSR_HASH"], "CNAME_CSR_HASH"),
  ])
  func `The method comes from the order, and --method takes precedence`(options: [String], method: String) throws {
    let run = try Run(
      ["dcv", "--format", "json", "--product", "7", "--set", "commonName=a.example.com"] + options + [Self.request])
    let names = try #require(try JSONValue(parsing: Array(run.output.utf8))["names"]?.elements)
    // The CA adds www.
    #expect(names.map { $0["name"]?.text } == ["a.example.com", "www.a.example.com"])
    #expect(names.allSatisfy { $0["method"]?.text == method })
  }

  @Test(arguments: [
    ("validationTokens=HTTPCSRHASH", "1 item for 2 names"),
    ("validationTokens=ALLHTTPCSRHASH,CNAMECSRHASH", "applies to all names"),
    ("validationTokens=HTTPSCSRHASH,CNAMECSRHASH", "is not a token"), ("dcvMethod=FILE", "is not a known method"),
  ])
  func `Methods that do not match the names are refused with the reason`(setting: String, reason: String) throws {
    let run = try Run([
      "dcv", "--product", "335", "--set", "domainNames=a.example.com,b.example.com", "--set", setting, Self.request,
    ])
    #expect(run.status == 2)
    #expect(run.errors.contains(reason) && run.output.isEmpty, "\(run.errors)")
  }

  @Test func `An order form that contains the request is planned with its method or the default of the API`() throws {
    let csr = try Data(contentsOf: URL(fileURLWithPath: Checkout.vector("requests/sans/dns.der"))).base64EncodedString()
    let form = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: form) }
    for (setting, method) in [("dcvMethod=CNAME_CSR_HASH\n", "CNAME_CSR_HASH"), ("", "EMAIL")] {
      let text = "product=335\ndomainNames=a.example\nuniqueValue=abc1\ncsr=\(csr)\n\(setting)"
      try Data(text.utf8).write(to: form)
      let run = try Run(["dcv", "--order", form.path, "--format", "json"])
      let document = try JSONValue(parsing: Array(run.output.utf8))
      #expect(document["uniqueValue"]?.text == "abc1", "\(run.errors)")
      #expect(document["names"]?.elements?.map { $0["method"]?.text } == [method])
    }
  }

  @Test func `The smallest set of records comes last`() throws {
    let run = try Run([
      "dcv", "--method", "cname", "--domain", "a.shop.example.com", "--domain", "*.shop.example.com", Self.request,
    ])
    #expect(run.output.contains("One record is enough for all 2 names"))
    #expect(run.output.contains("proves a.shop.example.com, *.shop.example.com"))
  }

  @Test(
    arguments: [
      ("name.reserved-address", "10.1.2.3", "www.example.com"),
      ("name.internal", "mail.fjord.local", nil),
    ] as [(String, String, String?)])
  func `Nothing is published for a name that no CA certifies, and the reason is given`(
    rule: String, name: String, other: String?
  ) throws {
    let run = try Run(["dcv", Checkout.vector("rules/\(rule)/fails.der")])
    #expect(run.status == 1)
    let parts = run.output.split(separator: "\n\n").filter { $0.contains("cannot be certified: ") }
    #expect(parts.count == 1)
    let part = try #require(parts.first)
    #expect(part.hasPrefix(name) && !part.contains("/.well-known/") && !part.contains("CNAME"), "\(part)")
    if let other { #expect(run.output.contains("http://\(other)/.well-known/"), "\(run.output)") }
    // Other formats contain the names of the order as they are, with a warning.
    let json = try Run(["dcv", "--format", "json", Checkout.vector("rules/\(rule)/fails.der")])
    #expect(json.status == 1 && json.errors.contains("cannot be certified: "), "\(json.errors)")
    #expect(try Run(["dcv", Checkout.vector("rules/\(rule)/passes.der")]).status == 0)
  }

  @Test func `Methods that cannot prove a name are listed with the reason`() throws {
    let run = try Run(["dcv", "--domain", "*.example.com", Self.request])
    #expect(run.output.contains("Not with  HTTP_CSR_HASH, HTTPS_CSR_HASH: a file proves control of one host name"))
    let address = try Run(["dcv", "--domain", "9.9.9.9", Self.request])
    #expect(address.output.contains("Not with  EMAIL, CNAME_CSR_HASH, DNSTXT_RANDOM_VALUE: an IP address"))
  }

  @Test(arguments: [
    ("rules/key.compromised/fails.der", "fresh-key", ["fresh-key"]),
    ("requests/sans/dns.der", "unique-value", ["unique-value", "fresh-key", "name-order", "challenge-password"]),
    ("requests/attributes/empty.der", "unique-value", ["unique-value", "fresh-key", "challenge-password"]),
  ])
  func `The ways to order again are listed with their reasons`(
    vector: String, recommended: String, fitting: [String]
  ) throws {
    let schema = try Schema(named: "reuse")
    let run = try Run(["dcv", "--explain-reuse", "--format", "json", Checkout.vector(vector)])
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(run.status == 0 && schema.faults(in: document) == [])
    #expect(document["recommended"]?.text == recommended)
    let ways = document["ways"]?.elements ?? []
    #expect(ways.filter { $0["reason"]?.text == nil }.compactMap { $0["way"]?.text } == fitting)
    let text = try Run(["dcv", "--explain-reuse", Checkout.vector(vector)])
    #expect(text.output.contains("recommended: "))
  }

  @Test(arguments: [
    ["dcv", request], ["check", request, "--product", "7"], ["ledger", "check", request],
  ])
  func `A missing companion program is reported with its fix`(arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let alone = folder.appendingPathComponent("csrkit")
    try FileManager.default.createSymbolicLink(at: alone, withDestinationURL: Checkout.command)
    let run = try Run(
      arguments + ["--ledger", "postgres://127.0.0.1:1/none"], environment: ["PATH": "/nonexistent"], command: alone)
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("csrkit-companion was not found"), "\(run.errors)")
    #expect(run.errors.contains("make install"))
  }

  @Test(arguments: [
    (["--format", "bind", "--method", "cname"], "--zone"),
    (["--format", "bind", "--method", "cname", "--zone", "example.org"], "no record is in the zone"),
    (["--format", "zone", "--method", "http"], "CNAME"), (["--format", "nginx", "--method", "cname"], "file"),
    (["--method", "cname", "--write", "/tmp"], "no name uses a file"), (["--zone", "a.example"], "bind"),
    (["--explain-reuse", "--format", "csv"], "--explain-reuse"), (["--method", "fax"], "fax"),
  ])
  func `Options that cannot be combined are invalid usage`(options: [String], reason: String) throws {
    let run = try Run(["dcv", "--domain", "a.example.com"] + options + [Self.request])
    #expect(run.status == 64)
    #expect(run.errors.contains(reason), "\(run.errors)")
  }
}
