// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Foundation
import Testing

/// `match`, `compare` and `expires`.
@Suite struct MatchCommandTests {
  static func vector(_ name: String) -> String { Checkout.vector("certificates/\(name)") }

  @Test func `match groups files, and its JSON conforms to its schema`() throws {
    let run = try Run(["match", "--format", "json", Self.vector("12.crt"), Self.vector("12.csr"), "missing.pem"])
    #expect(run.status == 0)
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(try Schema(named: "match").faults(in: document) == [])
    #expect(document["matches"]?.flag == true)
    #expect(document["groups"]?.elements?.count == 1)
    #expect(document["issuers"]?.elements?.count == 2)
    #expect(document["unreadable"]?[0]?["source"]?.text == "missing.pem")
  }

  @Test func `different keys exit with 1, nothing readable with 65`() throws {
    let different = try Run(["match", Self.vector("01.crt"), Self.vector("02.csr")])
    #expect(different.status == 1 && different.output.contains("2 different keys"))
    let none = try Run(["match", "missing.pem"])
    #expect(none.status == 65)
    #expect(try Run(["match"], input: Array("hello".utf8)).status == 65)
  }

  @Test func `what was not read is not said to belong together`() throws {
    let one = try Run(["match", Self.vector("01.crt"), "missing.pem"])
    #expect(one.status == 0 && one.output.contains("nothing to compare it with"))
    let two = try Run(["match", Self.vector("01.crt"), Self.vector("01.csr"), "missing.pem"])
    #expect(two.status == 0 && two.output.contains("What was read belongs together; 1 input was not."))
  }

  @Test func `match reads standard input`() throws {
    let both =
      try Data(contentsOf: URL(fileURLWithPath: Self.vector("01.crt")))
      + Data(contentsOf: URL(fileURLWithPath: Self.vector("01.csr")))
    let run = try Run(["match"], input: Array(both))
    #expect(run.status == 0 && run.output.contains("They belong together."))
  }

  @Test func `compare prints differences, and its JSON conforms to its schema`() throws {
    let schema = try Schema(named: "compare")
    for (name, status) in [("01", 0), ("20", 1), ("28", 0)] {
      let run = try Run(
        [
          "compare", Self.vector("\(name).crt"), Self.vector("\(name).csr"), "--format", "json", "--as-of",
          "2026-11-23",
        ])
      #expect(run.status == Int32(status))
      let document = try JSONValue(parsing: Array(run.output.utf8))
      #expect(schema.faults(in: document) == [])
      #expect(document["verdict"]?.text == (status == 0 ? "as-ordered" : "differs"))
    }
    let text = try Run(["compare", Self.vector("21.crt"), Self.vector("21.csr"), "--as-of", "2026-11-23"])
    #expect(text.status == 1 && text.output.contains("b.example.com"))
    #expect(try Run(["compare", Self.vector("20.csr"), Self.vector("20.csr")]).status == 65)
    #expect(try Run(["compare", Self.vector("20.crt")]).status == 64)
  }

  @Test func `compare takes the CSR from the order form`() throws {
    let folder = try Folder()
    let request = try String(contentsOfFile: Self.vector("01.csr"), encoding: .utf8)
    var form = OrderForm()
    form.set("product", to: "488")
    form.set("csr", to: request)
    try folder.write(RequestBody.json(form, secrets: .revealed), "form.json")
    let run = try Run(
      ["compare", Self.vector("01.crt"), "--order", "form.json", "--as-of", "2026-11-23"], folder: folder.url)
    #expect(run.status == 0, "\(run.output) \(run.errors)")
  }

  @Test(arguments: [("2026-07-01", 0), ("2026-11-23", 1), ("2027-01-01", 2)])
  func `expires has an exit status for timers`(_ day: String, _ status: Int32) throws {
    let run = try Run(["expires", Self.vector("01.crt"), "--as-of", day, "--format", "json"])
    #expect(run.status == status)
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(try Schema(named: "expires").faults(in: document) == [])
    #expect(try Run(["expires", Self.vector("01.crt"), Self.vector("01.csr"), "--as-of", day]).status == 65)
    #expect(try Run(["expires", Self.vector("01.crt"), "--as-of", day, "--format", "ics"]).status == status)
  }

  @Test func `inspect says which request a private key belongs to`() throws {
    let folder = try Folder()
    #expect(try folder.new("--name", "a.example.com").status == 0)
    #expect(try folder.new("--name", "b.example.com").status == 0)
    let own = try Run(["inspect", "--short", "a.example.com.key", "a.example.com.csr"], folder: folder.url)
    #expect(
      own.output.contains("a.example.com.key: the private key (PKCS#8) belongs to the request in a.example.com.csr"))
    let other = try Run(["inspect", "--short", "a.example.com.csr", "b.example.com.key"], folder: folder.url)
    #expect(other.output.contains("b.example.com.key: the private key (PKCS#8) belongs to none of these requests"))
    let json = try Run(
      ["inspect", "--format", "json", "a.example.com.csr", "a.example.com.key"], folder: folder.url)
    let document = try JSONValue(parsing: Array(json.output.utf8))
    let schema = try Schema(named: "inspect")
    for element in document.elements ?? [] { #expect(schema.faults(in: element) == []) }
    let key = document.elements?.last?["privateKey"]
    #expect(key?["belongsTo"]?[0]?["name"]?.text == "a.example.com.csr")
  }
}
