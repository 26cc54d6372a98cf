// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Foundation
import Testing

/// A folder of its own for the files of one run.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("csrkit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// All names, hidden ones too.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  func new(_ arguments: String..., input: String = "") throws -> Run {
    try Run(["new"] + arguments, input: Array(input.utf8), folder: url)
  }
}

@Suite struct NewCommandTests {
  static let name = "www.example.com"

  @Test func `a key and a CSR are written, and the JSON conforms to its schema`() throws {
    let folder = try Folder()
    let run = try folder.new("--name", Self.name, "--product", "488", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.names == ["www.example.com.csr", "www.example.com.key"])
    #expect(try folder.mode("www.example.com.key") == 0o600)
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(try Schema(named: "new").faults(in: document) == [])
    #expect(document["key"]?["file"]?.text == "www.example.com.key")
    #expect(document["key"]?["encrypted"]?.flag == false)
    #expect(document["csr"]?["commonName"]?.text == Self.name)
    #expect(document["check"]?["verdict"]?.text == "accepted")
    let inspected = try Run(["inspect", "--format", "json", "www.example.com.csr"], folder: folder.url)
    let report = try JSONValue(parsing: Array(inspected.output.utf8))[0]
    #expect(report?["request"]?["key"]?["spkiSHA256"]?.text == document["key"]?["spkiSHA256"]?.text)
    let match = try Run(["match", "www.example.com.key", "www.example.com.csr"], folder: folder.url)
    #expect(match.status == 0)
  }

  @Test func `no key material is in the output`() throws {
    let folder = try Folder()
    for format in ["text", "json"] {
      let run = try folder.new("--name", Self.name, "--replace", "--format", format)
      let body = try folder.text("www.example.com.key").split(separator: "\n").dropFirst().dropLast()
      #expect(run.status == 0 && !body.isEmpty)
      for line in body { #expect(!run.output.contains(line) && !run.errors.contains(line)) }
    }
  }

  @Test func `an existing file is never overwritten`() throws {
    for existing in ["www.example.com.key", "www.example.com.csr"] {
      let folder = try Folder()
      try folder.write("old", existing)
      let run = try folder.new("--name", Self.name)
      #expect(run.status == 73)
      #expect(run.errors.contains(existing) && run.errors.contains("exists"))
      #expect(folder.names == [existing])
      #expect(try folder.text(existing) == "old")
    }
  }

  @Test func `--replace keeps the old files as backups`() throws {
    let folder = try Folder()
    #expect(try folder.new("--name", Self.name).status == 0)
    let (key, request) = (try folder.text("www.example.com.key"), try folder.text("www.example.com.csr"))
    for count in 1...2 {
      let run = try folder.new("--name", Self.name, "--replace", "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      let backups = try JSONValue(parsing: Array(run.output.utf8))["backups"]?.elements ?? []
      #expect(backups.count == 2 && folder.names.count == 2 + 2 * count)
    }
    let old = try folder.names.filter { $0.contains(".bak-") }.map { try folder.text($0) }
    #expect(old.contains(key) && old.contains(request))
    #expect(try folder.names.filter { $0.contains(".key") }.allSatisfy { try folder.mode($0) == 0o600 })
    #expect(try Run(["match", "www.example.com.key", "www.example.com.csr"], folder: folder.url).status == 0)
  }

  @Test func `nothing is written if the request has errors, unless --force is given`() throws {
    let folder = try Folder()
    let run = try folder.new("--name", Self.name, "--product", "489", "--format", "json")
    #expect(run.status == 2)
    #expect(folder.names == [])
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(try Schema(named: "new").faults(in: document) == [])
    #expect(document["check"]?["predicted"]?["errorCode"]?.integer == -6)
    #expect(run.output.contains("*.example.com"))
    let forced = try folder.new("--name", Self.name, "--product", "489", "--force")
    #expect(forced.status == 0)
    #expect(folder.names == ["www.example.com.csr", "www.example.com.key"])
  }

  @Test func `several faults are reported at once`() throws {
    let folder = try Folder()
    let run = try folder.new("--name", "a_b.example.com", "--name", "http://x.example.com", "--subject", "C=UK")
    #expect(run.status == 2 && folder.names == [])
    for word in ["name.underscore", "name.url", "subject.country-not-iso"] { #expect(run.output.contains(word)) }
  }

  @Test(arguments: [
    ([], "no name"), (["--name", "a.example.com", "--subject", "/C=NO"], "RFC 4514"),
    (["--name", "a.example.com", "--key", "rsa:1024"], "rsa:1024"),
    (["--name", "a.example.com", "--key", "p256", "--key-in", "x"], "--key-in"),
    (["--name", "a.example.com", "--key-format", "pkcs1"], "pkcs1"),
    (["--name", "a.example.com", "--key-format", "sec1", "--encrypt"], "pkcs8"),
    (["--name", "a.example.com", "--out-key", "x", "--out-csr", "x"], "same file"),
    (["--name", "a.example.com", "--out-order", "x"], "--order"),
  ])
  func `invalid usage is explained`(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    let run = try Run(["new"] + arguments, folder: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(folder.names == [])
  }

  @Test func `a passphrase encrypts the key, and an encrypted key can be used again`() throws {
    let folder = try Folder()
    try folder.write("correct horse\r\nsecond line\n", "pass")
    try folder.write("donkey\n", "wrong")
    #expect(try folder.new("--name", Self.name, "--passphrase-file", "pass").status == 0)
    #expect(try folder.text("www.example.com.key").hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    let again = try folder.new(
      "--name", Self.name, "--key-in", "www.example.com.key", "--passphrase-file", "pass", "--out-csr", "2.csr")
    #expect(again.status == 0, "\(again.errors)")
    let match = try Run(["match", "2.csr", "www.example.com.csr"], folder: folder.url)
    #expect(match.status == 0)
    let wrong = try folder.new(
      "--name", Self.name, "--key-in", "www.example.com.key", "--passphrase-file", "wrong", "--out-csr", "3.csr")
    #expect(wrong.status == 66 && wrong.errors.contains("wrong passphrase"))
    #expect(!folder.names.contains("3.csr") && !wrong.errors.contains("donkey"))
    let none = try folder.new("--name", Self.name, "--key-in", "www.example.com.key", "--out-csr", "3.csr")
    #expect(none.status == 66 && none.errors.contains("no passphrase"))
  }

  @Test(arguments: [
    ("pkcs1", "rsa:2048", "RSA PRIVATE KEY"), ("sec1", "p384", "EC PRIVATE KEY"), ("pkcs8", "p521", "PRIVATE KEY"),
  ])
  func `the key format is chosen`(_ format: String, _ kind: String, _ label: String) throws {
    let folder = try Folder()
    let run = try folder.new("--name", Self.name, "--key-format", format, "--key", kind)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("www.example.com.key").hasPrefix("-----BEGIN \(label)-----\n"))
    #expect(try Run(["match", "www.example.com.key", "www.example.com.csr"], folder: folder.url).status == 0)
  }

  @Test func `key and CSR can be written to standard output`() throws {
    let folder = try Folder()
    let run = try folder.new("--name", Self.name, "--out-key", "-", "--out-csr", "-")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(run.output.hasSuffix("-----END CERTIFICATE REQUEST-----\n"))
    #expect(run.errors.contains("accepted"))
    #expect(folder.names == [])
    try folder.write(run.output, "both.pem")
    #expect(try Run(["match", "both.pem"], folder: folder.url).status == 0)
  }

  @Test func `the finished order can be prepared`() throws {
    let folder = try Folder()
    try folder.write(OrderCommandTests.form, "form")
    let run = try folder.new("--name", Self.name, "--order", "form", "--out-order", "ready.json")
    #expect(run.status == 0, "\(run.errors) \(run.output)")
    #expect(try folder.mode("ready.json") == 0o600)
    let prepared = try Run(
      ["prepare", "--order", "ready.json"], environment: ["CSRKIT_PASSWORD": "x"], folder: folder.url)
    #expect(prepared.status == 0, "\(prepared.errors)")
    let form = try OrderForm(reading: Array(prepared.output.utf8).span)
    #expect(form[.csr] == (try folder.text("www.example.com.csr")))
  }

  @Test func `a renewal lists what it leaves out`() throws {
    let folder = try Folder()
    let old = Checkout.vector("certificates/47.crt")
    let run = try folder.new("--from", old, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(try Schema(named: "new").faults(in: document) == [])
    #expect(document["from"]?["kind"]?.text == "certificate")
    #expect(document["dropped"]?.elements?.isEmpty == false)
    let text = try folder.new("--from", old, "--replace")
    #expect(text.output.contains("Left out") && text.output.contains("basicConstraints"))
    let none = try folder.new("--from", Checkout.vector("certificates/expected.json"), "--replace")
    #expect(none.status == 66 || none.status == 65)
  }

  @Test func `a challenge password comes from a file and is not shown`() throws {
    let folder = try Folder()
    try folder.write("correct horse\n", "secret")
    let run = try folder.new("--name", Self.name, "--challenge-password-file", "secret")
    #expect(run.status == 0 && !run.output.contains("horse"))
    let report = try Run(["inspect", "www.example.com.csr"], folder: folder.url)
    #expect(report.output.contains("challengePassword: not shown (13 characters)"))
  }
}
