// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Testing

@Suite struct BatchWorkerTests {
  @Test(arguments: ["requests.b64", "requests.jsonl", "ustar.tar", "pax.tar", "gnu.tar"])
  func `All formats give the same reports`(_ name: String) throws {
    let lines = try Batch.lines(Batch.stream(name))
    #expect(try lines.map(Batch.content) == Batch.lines(Batch.stream("requests.pem")).map(Batch.content))
    #expect(lines.count == Batch.count)
  }

  @Test func `Each line is the report of inspect for the record`() throws {
    let bytes = try Batch.stream("requests.pem")
    let inspector = Inspector()
    var writer = JSONWriter()
    var expected: [Substring] = []
    var texts: [String] = []
    for record in String(decoding: bytes, as: UTF8.self).components(separatedBy: "-----BEGIN").dropFirst() {
      writer.reset()
      try #require(inspector.inspect(Array(("-----BEGIN" + record).utf8), on: Batch.day).requests.first).write(
        to: &writer)
      texts.append(writer.text)
    }
    expected = texts.map(Batch.content)
    #expect(Batch.lines(bytes).map(Batch.content) == expected)
  }

  @Test(arguments: [
    #"{"id":7,"csr":"?"}"#, #"{"csr":"?","id":"a\"b"}"#,
    #"{"x":[1,{"y":"}"}],"id":{"order":[1,2]},"csr":"?","z":null}"#,
    #" { "id" : null , "csr" : "?" } "#,
  ])
  func `The id of a line is kept as written`(_ line: String) throws {
    let request = try #require(
      String(decoding: Batch.stream("requests.b64"), as: UTF8.self).split(separator: "\n").first)
    let lines = Batch.lines(Array((line.replacing("?", with: request) + "\n").utf8))
    let id = try #require(line.firstMatch(of: /"id" ?: ?(\{.*?\}|"a\\"b"|null|7)/)?.output.1)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("{\"id\":\(id),\"schema\":1") == true)
  }

  @Test(arguments: [
    ("{\"id\":5,\"csr\":", "malformedLine", true), ("{\"id\":5}", "missingRequest", true),
    ("{\"id\":5,\"csr\":null}", "missingRequest", true), ("{\"csr\":\"AAAA\",\"id\":5} x", "malformedLine", true),
    ("{]", "malformedLine", false), ("{\"a\":}", "malformedLine", false), ("{\"\\", "malformedLine", false),
    ("{\"id\":tru,\"csr\":\"AAAA\"}", "malformedLine", false), ("{\"id\":[1,,2]}", "malformedLine", false),
    ("{\"id\":\"\\x\",\"csr\":\"AAAA\"}", "malformedLine", false), ("{\"id\":01}", "malformedLine", false),
  ])
  func `An invalid line gives an error object with its id and the reason`(_ line: String, _ kind: String, _ hasID: Bool)
    throws
  {
    let good = try #require(
      String(decoding: Batch.stream("requests.jsonl"), as: UTF8.self).split(separator: "\n").first)
    let lines = Batch.lines(Array("\(good)\n\(line)\n\(good)\n".utf8))
    #expect(lines.count == 3)
    #expect(lines[1].contains("\"error\":{\"kind\":\"\(kind)\""))
    #expect(lines[1].hasPrefix("{\"id\":5,") == hasID)
    #expect(lines[1].contains("\"index\":1,\"line\":2"))
    #expect(Batch.content(lines[0]) == Batch.content(lines[2]))
  }

  @Test func `An id that is not UTF-8 is not copied to the output`() throws {
    let lines = Batch.lines(Array("{\"id\":\"".utf8) + [0xC5] + Array("\",\"csr\":\"AAAA\"}\n".utf8))
    #expect(lines.count == 1)
    #expect(lines.first?.contains("malformedLine") == true && lines.first?.contains("a JSON value for id") == true)
  }

  @Test func `Escapes in the string are decoded`() throws {
    let text = try String(decoding: Batch.stream("requests.jsonl"), as: UTF8.self)
    let escaped = text.replacing("+", with: "\\u002b").replacing("\\n", with: "\\u000A").replacing("/", with: "\\/")
    #expect(Batch.lines(Array(escaped.utf8)) == Batch.lines(Array(text.utf8)))
  }

  @Test func `A worker processes any bytes`() {
    var generator = SystemRandomNumberGenerator()
    for seed in 0..<400 {
      let form = BatchForm.allCases[seed % BatchForm.allCases.count]
      let alphabet = Array("{}[]\":,\\nu0aA-=+/ \n\r\t\0BEGINEDcsrid".utf8)
      let bytes = (0..<Int.random(in: 0..<3000)).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      let block = Int.random(in: 1..<600)
      #expect(Batch.lines(bytes, block: block, form: form) == Batch.lines(bytes, form: form))
    }
  }

  @Test func `With onlyFindings, requests without findings are omitted`() throws {
    let clean = Data(try Shared.vector("rules/name.underscore/passes.der")).base64EncodedString()
    let block = "-----BEGIN CERTIFICATE REQUEST-----\n\(clean)\n-----END CERTIFICATE REQUEST-----\n"
    let bytes = try Batch.stream("requests.pem") + Array(block.utf8)
    let some = Batch.lines(bytes, options: BatchOptions(asOf: Batch.day, onlyFindings: true))
    #expect(some == Batch.lines(bytes).filter { !$0.contains("\"findings\":[]") })
    #expect(!some.isEmpty)
    #expect(some.count < Batch.count + 1)
  }

  @Test func `The tally counts outcomes, rules and keys`() throws {
    let tally = try Batch.tally(Batch.stream("requests.b64") + Array("AAAA\n".utf8))
    #expect(tally.records == Batch.count + 1)
    #expect(tally.requests == Batch.count)
    #expect(tally[.refused] == 6)
    #expect(tally[.unreadable] == 1)
    #expect(tally.rules["key.too-small"] == 6)
    #expect(tally.keys == ["RSA 2048": 6, "RSA 1024": 6, "EC P-256": 6, "EC P-384": 6])
  }
}
