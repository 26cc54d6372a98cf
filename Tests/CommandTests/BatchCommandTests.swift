// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Testing

@Suite struct BatchCommandTests {
  static let pems = Checkout.vector("batch/requests.pem")
  static let lines = Checkout.vector("batch/requests.b64")
  static let count = 24

  @Test(arguments: ["requests.pem", "requests.b64", "requests.jsonl", "pax.tar"])
  func `Each line conforms to the published schema`(_ name: String) throws {
    let run = try Run(["batch", Checkout.vector("batch/\(name)")])
    #expect(run.status == 2)
    #expect(run.errors.isEmpty)
    let schema = try Schema(named: "inspect")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == Self.count)
    for line in lines { #expect(schema.faults(in: try JSONValue(parsing: Array(line.utf8))) == []) }
  }

  @Test func `A folder produces the same reports as inspect for its files`() throws {
    let folder = Checkout.vector("requests")
    guard FileManager.default.fileExists(atPath: folder) else { return }
    let walk = FileManager.default.enumerator(atPath: folder)
    let names = (walk?.compactMap { $0 as? String } ?? []).filter { $0.contains(".") }.sorted()
    let inspect = try Run(["inspect", "--format", "jsonl"] + names.map { "\(folder)/\($0)" })
    let batch = try Run(["batch", "--recursive", "--unordered", folder])
    // Only batch adds a position to errors.
    let expected = inspect.output.split(separator: "\n").filter { $0.contains("\"request\":") }.sorted()
    #expect(batch.output.split(separator: "\n").filter { $0.contains("\"request\":") }.sorted() == expected)
    #expect(!expected.isEmpty)
  }

  @Test func `The output does not depend on the number of jobs`() throws {
    let many = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Self.lines))).repeated(20)
    let one = try Run(["batch", "--jobs", "1"], input: many)
    #expect(try Run(["batch", "--jobs", "7"], input: many).output == one.output)
    let unordered = try Run(["batch", "--jobs", "7", "--unordered"], input: many).output
    #expect(unordered.split(separator: "\n").sorted() == one.output.split(separator: "\n").sorted())
  }

  @Test func `With --shared, a later request with the same nonce is reported, whatever the number of jobs`() throws {
    let folder = URL(fileURLWithPath: Checkout.vector("keys/nonces"))
    let names = ["ecdsa-unsolved-1", "ecdsa-same-key-1", "ecdsa-same-key-2", "ecdsa-unsolved-2", "dsa-1", "dsa-2"]
    let found = try names.map { try [UInt8](Data(contentsOf: folder.appendingPathComponent("\($0).pem"))) }
    // More than one chunk of 96 records between two requests with the same nonce.
    let padding = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Self.pems))).repeated(5)
    let input = found[0] + found[1] + found[4] + padding + found[2] + padding + found[3] + found[5] + found[1]
    let one = try Run(["batch", "--shared", "--jobs", "1"], input: input)
    #expect(one.errors.contains("4 requests have the nonce of an earlier one"))
    for jobs in ["2", "7"] {
      #expect(try Run(["batch", "--shared", "--jobs", jobs], input: input).output == one.output)
    }
    let documents = try one.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    let hits = documents.enumerated().compactMap { index, document in
      document["keyAudit"]?["hits"]?.elements?.first { $0["check"]?.text == "reused-nonce" }.map { (index, $0) }
    }
    let last = documents.count - 1
    #expect(hits.map(\.0) == [3 + 5 * Self.count, last - 2, last - 1, last])
    let partners = hits.map { $0.1["evidence"]?["sharedWith"]?.text }
    #expect(partners == ["-[1]", "-[0]", "-[2]", "-[\(3 + 5 * Self.count)]"])
    #expect(hits[0].1["evidence"]?["d"]?.text == "hidden" && hits[1].1["evidence"]?["d"] == nil)
    let rules = documents[last - 1]["findings"]?.elements?.compactMap { $0["rule"]?.text }
    #expect(rules?.contains("key.compromised") == true)
    let without = try Run(["batch"], input: input)
    #expect(!without.output.contains("reused-nonce") && !without.errors.contains("nonce"))
    #expect(try Run(["batch", "--shared", "--unordered"], input: input).status == 64)
  }

  @Test func `A resumed run continues where the first ended`() throws {
    let complete = try Run(["batch", Self.pems, Self.lines]).output.split(separator: "\n")
    let rest = try Run(["batch", "--resume", "30", Self.pems, Self.lines]).output.split(separator: "\n")
    #expect(rest == Array(complete.dropFirst(30)))
  }

  @Test func `An invalid line sets status 65 and does not stop the run`() throws {
    let input =
      Array("{\"id\":1}\n".utf8)
      + (try [UInt8](Data(contentsOf: URL(fileURLWithPath: Checkout.vector("batch/requests.jsonl")))))
    let run = try Run(["batch"], input: input)
    #expect(run.status == 65)
    #expect(run.output.split(separator: "\n").count == Self.count + 1)
    #expect(
      run.output.hasPrefix("{\"id\":1,\"schema\":1,\"source\":{\"name\":\"-\",\"index\":0,\"line\":1},\"error\":"))
    #expect(try Run(["batch", "--fail-on", "never"], input: input).status == 0)
  }

  @Test func `A summary is a table or one JSON object`() throws {
    let text = try Run(["batch", "--summary", Self.pems])
    #expect(text.output.hasPrefix("24 records, 24 requests\n"))
    #expect(text.output.contains("refused"))
    let json = try JSONValue(parsing: Array(Run(["batch", "--summary", "--format", "json", Self.pems]).output.utf8))
    #expect(json["requests"]?.integer == Self.count)
    #expect(json["keys"]?.elements?.count == 4)
  }

  @Test func `Columns are printed as CSV, and an unknown column is invalid usage`() throws {
    let run = try Run(["batch", "--fields", "commonName,outcome", Self.pems])
    #expect(run.output.hasPrefix("commonName,outcome\r\nwww0.csrkit.example.com,accepted\r\n"))
    #expect(try Run(["batch", "--fields", "commonName,colour", Self.pems]).status == 64)
    let rest = try Run(["batch", "--fields", "commonName,outcome", "--resume", "23", Self.pems]).output
    #expect(run.output.hasSuffix(rest) && rest.split(separator: "\r\n").count == 1)
  }

  @Test func `With a product, each line is a check that conforms to the published schema`() throws {
    let input = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Checkout.vector("batch/requests.jsonl"))))
    let more = Array("{\"id\":1,\"csr\":\"broken\",\"order\":{\"days\":365}}\n{\"id\":2}\n".utf8)
    let run = try Run(["batch", "--product", "488", "--set", "days=365"], input: input + more)
    let schema = try Schema(named: "check")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == Self.count + 2)
    for line in lines { #expect(schema.faults(in: try JSONValue(parsing: Array(line.utf8))) == []) }
    #expect(run.status == 65)
    let alone = try Run(["check", "--product", "488", "--set", "days=365", "--format", "jsonl", Self.pems]).output
    let verdicts = { (text: String) in text.matches(of: /"verdict":.*/).map(\.output) }
    #expect(verdicts(alone) == Array(verdicts(run.output).prefix(Self.count)))
  }

  @Test(arguments: [["--set", "days=365"], ["--fields", "verdict"], ["--product", "488", "--set", "days"]])
  func `Incomplete order options are invalid usage`(_ options: [String]) throws {
    #expect(try Run(["batch"] + options + [Self.pems]).status == 64)
  }

  @Test func `On a terminal, progress is shown and cleared at the end`() throws {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else { return }
    let process = Foundation.Process()
    process.executableURL = URL(fileURLWithPath: script)
    let batch = "\(try Checkout.command.path) batch --fail-on never >/dev/null"
    process.arguments = ["-qec", "(cat \(Self.lines); sleep 1; cat \(Self.lines)) | \(batch)", "/dev/null"]
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.contains(/\r(24|48) records, \d+ a second\u{1B}\[K/))
    #expect(text.hasSuffix("\r\u{1B}[K"))
  }

  @Test func `A folder without --recursive or a missing file sets status 66, and other inputs are still read`() throws {
    let folder = try Run(["batch", Checkout.vector("batch")])
    #expect(folder.status == 66)
    #expect(folder.errors.contains("--recursive"))
    let run = try Run(["batch", "/nonexistent/requests.pem", Self.pems])
    #expect(run.status == 66)
    #expect(run.output.split(separator: "\n").count == Self.count)
  }
}

extension [UInt8] {
  func repeated(_ count: Int) -> [UInt8] { Array((0..<count).map { _ in self }.joined()) }
}
