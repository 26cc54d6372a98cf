// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Testing

@Suite struct InspectCommandTests {
  static let requests: [String] =
    ["keys", "signatures", "subject", "sans", "attributes", "extensions", "ber"].flatMap { family in
      let folder = Checkout.vector("requests/\(family)")
      return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".der") }.sorted().map { "\(folder)/\($0)" }
    }

  @Test func `There are request vectors to inspect`() { #expect(Self.requests.count > 100) }

  @Test func `The JSON of each vector conforms to the published schema`() throws {
    let run = try Run(["inspect", "--format", "jsonl"] + Self.requests)
    let schema = try Schema(named: "inspect")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count >= Self.requests.count)
    for line in lines {
      let document = try JSONValue(parsing: Array(line.utf8))
      #expect(schema.faults(in: document) == [], "\(line.prefix(200))")
    }
  }

  @Test func `The json format is one array of the jsonl objects`() throws {
    let arguments = Array(Self.requests.prefix(5))
    let array = try JSONValue(parsing: Array(Run(["inspect", "--format", "json"] + arguments).output.utf8))
    #expect(array.elements?.count == 5)
  }

  @Test(arguments: [
    ("", "empty"), ("   \n\n", "empty"), ("hello world\n", "text"), ("<!DOCTYPE html><html></html>", "html"),
  ])
  func `An input without a request sets status 65 and is identified`(_ input: String, _ kind: String) throws {
    let run = try Run(["inspect", "--format", "jsonl"], input: Array(input.utf8))
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("csrkit: error: no request in -: "))
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(document["error"]?["kind"]?.text == kind)
    #expect(try Schema(named: "inspect").faults(in: document) == [])
  }

  @Test func `A missing file sets status 66`() throws {
    let run = try Run(["inspect", "/nonexistent/request.pem"])
    #expect(run.status == 66)
    #expect(run.errors.contains("cannot read "))
    #expect(run.output.isEmpty)
  }

  @Test(arguments: [
    ("inspect --nonsense", "unknown option '--nonsense'"),
    ("inspect --format xml", "the value 'xml' is invalid for '--format <format>'. Please provide one of"),
    ("nonsense", "unknown subcommand 'nonsense'"),
    ("chek request.pem", "unknown subcommand 'chek'; did you mean 'check'?"),
    ("keys statz", "unknown subcommand 'statz'; did you mean 'stats'?"),
    ("batch --jobs 0", "--jobs must be from 1 to 1024"),
  ])
  func `Invalid usage sets status 64 and is reported like other errors, with the usage`(
    _ arguments: String, _ message: String
  ) throws {
    let run = try Run(arguments.split(separator: " ").map(String.init))
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("csrkit: error: \(message)") == true && lines.first?.hasSuffix(".") == false)
    #expect(lines.contains { $0.hasPrefix("Usage: csrkit") })
  }

  @Test(arguments: [["--help"], ["help", "inspect"], ["--version"], []])
  func `Help and version go to standard output`(_ arguments: [String]) throws {
    let run = try Run(arguments)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty && !run.output.isEmpty)
  }

  @Test func `An invalid signature sets status 2, and error -12 is predicted`() throws {
    let path = Checkout.vector("requests/signatures/ecdsa-broken.der")
    let run = try Run(["inspect", "--format", "jsonl", path])
    #expect(run.status == 2)
    let document = try JSONValue(parsing: Array(run.output.utf8))
    #expect(document["request"]?["signature"]?["valid"]?.flag == false)
    #expect(document["findings"]?.elements?.contains { $0["predicts"]?.integer == -12 } == true)
  }

  @Test func `The short form is one line per request`() throws {
    let run = try Run(["inspect", "--short"] + Self.requests.prefix(7))
    #expect(run.output.split(separator: "\n").count == 7)
  }

  @Test func `Output that is not a terminal is not colored`() throws {
    #expect(!(try Run(["inspect", Self.requests[0]]).output.contains("\u{1B}")))
  }

  @Test func `A private key next to a request is reported on stderr and in the JSON, and never shown`() throws {
    let path = Checkout.vector("encodings/p256/key-after.pem")
    let run = try Run(["inspect", "--format", "jsonl", path])
    let lines = run.output.split(separator: "\n")
    let document = try JSONValue(parsing: Array(try #require(lines.first).utf8))
    // The key has an object of its own, with the requests that it belongs to.
    let key = try JSONValue(parsing: Array(try #require(lines.last).utf8))
    #expect(lines.count == 2 && key["privateKey"]?["belongsTo"]?[0]?["name"]?.text == path)
    #expect(document["source"]?["privateKey"]?["line"]?.integer ?? 0 > 1)
    #expect(try Schema(named: "inspect").faults(in: document) == [])
    #expect(run.errors.contains("A PRIVATE KEY IS IN THIS INPUT"))
    let text = try Run(["inspect", path])
    let secret = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").suffix(3)
    for line in secret where !line.hasPrefix("-") {
      #expect(!(run.output + run.errors + text.output + text.errors).contains(line))
    }
    #expect(text.output.contains("Private key"))
  }

  @Test func `A truncated request after a complete one is reported and sets status 65`() throws {
    let complete = try String(contentsOfFile: Checkout.vector("encodings/p256/pem.pem"), encoding: .utf8)
    let run = try Run(["inspect", "--format", "jsonl"], input: Array((complete + complete.prefix(300)).utf8))
    #expect(run.status == 65)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.errors.contains("truncated after"))
  }

  @Test func `A folder sets status 66`() throws {
    let run = try Run(["inspect", Checkout.vector("encodings")])
    #expect(run.status == 66)
    #expect(run.errors.contains("cannot read "))
  }

  @Test func `The exit status is the highest of all inputs, and valid inputs are still reported`() throws {
    let good = Checkout.vector("encodings/p256/pem.pem")
    let run = try Run(["inspect", "--short", "/nonexistent", good, Checkout.vector("README.md")])
    #expect(run.status == 66)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(try Run(["inspect", "--short", "-", good], input: Array("x".utf8)).status == 65)
  }

  @Test func `--fail-on selects the lowest severity that sets status 1`() throws {
    let path = Checkout.vector("readme/shop.example.com.txt")
    for (level, status) in [("error", 0), ("warning", 1), ("info", 1), ("never", 0)] as [(String, Int32)] {
      #expect(try Run(["inspect", "--fail-on", level, path]).status == status)
    }
  }
}
