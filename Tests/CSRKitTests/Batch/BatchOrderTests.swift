// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import Foundation
import Testing

@Suite struct BatchOrderTests {
  /// The requests of the stream as JSON strings without quotes.
  private static func requests() throws -> [String] {
    try String(decoding: Batch.stream("requests.jsonl"), as: UTF8.self).split(separator: "\n").map { line in
      String(line[try #require(line.range(of: "\"csr\": \"")).upperBound...].dropLast(2))
    }
  }

  private static func question(_ text: String, isComplete: Bool = false) throws -> OrderQuestion {
    OrderQuestion(form: try OrderForm(reading: Array(text.utf8).span), isComplete: isComplete)
  }

  private static func lines(
    _ input: String, for question: OrderQuestion, output: BatchOptions.Output = .jsonLines,
    day: CalendarDate = Batch.day
  ) -> [String] {
    Batch.lines(Array(input.utf8), options: BatchOptions(asOf: day, output: output, order: question))
  }

  /// The document without the source of the request.
  private static func outcome(_ text: String) -> Substring {
    text.range(of: "\"verdict\":").map { text[$0.lowerBound...] } ?? ""
  }

  private static func text(_ check: OrderCheck) -> String {
    var writer = JSONWriter()
    check.write(to: &writer)
    return writer.text
  }

  @Test(arguments: OrderVector.families)
  func `A line gives the same result as a check of its form`(_ family: String) throws {
    var count = 0
    for vector in OrderVector.all(family) where vector.earlier == nil && vector.whole {
      let day = try #require(CalendarDate(vector.asOf))
      let order = try vector.orderForm(family)
      guard order.contains(.csr) else { continue }
      let expected = Self.text(Inspector().check(formOf: OrderQuestion(form: order, isComplete: true), on: day))
      let members = order.fields.map { "\(Self.json($0.name)):\(Self.json($0.value.text ?? "secret"))" }
      let object = "{" + members.joined(separator: ",") + "}"
      let flat = "{\"id\":{\"n\":[1]},\(object.dropFirst())"
      let nested = "{\"id\":2,\"note\":\"x\",\"order\":\(object)}"
      let found = Self.lines("\(flat)\n\(nested)\n", for: OrderQuestion(form: OrderForm(), isComplete: false), day: day)
      #expect(found.map(Self.outcome) == [Self.outcome(expected), Self.outcome(expected)], "\(vector.name)")
      #expect(found.first?.hasPrefix("{\"id\":{\"n\":[1]},\"schema\":1,\"source\":{\"name\":\"-\",\"index\":0") == true)
      count += 1
    }
    #expect(count == OrderVector.all(family).count { $0.earlier == nil && $0.whole && $0.hasRequest })
  }

  @Test func `There are at least 100 orders to compare`() {
    let vectors = OrderVector.families.flatMap(OrderVector.all)
    #expect(vectors.count { $0.earlier == nil && $0.whole && $0.hasRequest } >= 100)
  }

  private static func json(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      scalar.value < 0x20 || "\"\\".unicodeScalars.contains(scalar)
        ? "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst() : String(scalar)
    }
    return "\"\(escaped.joined())\""
  }

  @Test(arguments: ["requests.pem", "requests.b64", "pax.tar"])
  func `Requests without order parameters are checked for the common order`(_ name: String) throws {
    let question = try Self.question("product=488")
    let lines = Batch.lines(try Batch.stream(name), options: BatchOptions(asOf: Batch.day, order: question))
    let expected = Inspector().check(try Batch.stream("requests.pem"), for: question, on: Batch.day).checks
    #expect(lines.map(Self.outcome) == expected.map { Self.outcome(Self.text($0)) })
    #expect(lines.count == Batch.count)
  }

  @Test func `The parameters of a line take precedence over the common ones`() throws {
    let request = try #require(Self.requests().first)
    let common = try Self.question("product=488\ndays=365\nserverSoftware=22")
    let lines = Self.lines(
      "{\"csr\":\"\(request)\"}\n{\"csr\":\"\(request)\",\"order\":{\"product\":7,\"organizationName\":\"Acme\"}}\n",
      for: common, output: .csv(["effective.fields.product", "effective.fields.days"].compactMap { BatchField($0) }))
    #expect(lines == ["488,365", "7,365"])
  }

  @Test func `A line with order parameters is a complete order, a line without them is not`() throws {
    let request = try #require(Self.requests().first)
    let lines = Self.lines(
      "{\"id\":1,\"csr\":\"\(request)\"}\n{\"id\":2,\"csr\":\"\(request)\",\"days\":365}\n",
      for: try Self.question("product=7"),
      output: .csv(["id", "verdict", "predicted.errorCode", "needed"].compactMap { BatchField($0) }))
    #expect(lines.first?.hasPrefix("1,") == true)
    #expect(lines.first?.contains("streetAddress1") == true)
    #expect(lines.last == "2,refused,-3,")
  }

  @Test(arguments: [
    (#"{"id":5,"order":{"product":488}}"#, "missingRequest"), (#"{"id":5,"csr":null,"days":365}"#, "missingRequest"),
    (#"{"id":5,"csr":"AAAA","days":{"x":1}}"#, "malformedOrder"),
    (#"{"id":5,"csr":"AAAA","days":01}"#, "malformedOrder"), (#"{"id":5,"order":{"csr":"A"},}"#, "malformedLine"),
  ])
  func `A line with an invalid form gives an error object with its id and the reason`(
    _ line: String, _ kind: String
  ) throws {
    let lines = Self.lines("{}\n\(line)\n", for: try Self.question("product=488"))
    #expect(lines.count == 2)
    #expect(lines.last?.hasPrefix("{\"id\":5,\"schema\":1,\"source\":{\"name\":\"-\",\"index\":1,\"line\":2}") == true)
    #expect(lines.last?.contains("\"error\":{\"kind\":\"\(kind)\"") == true)
  }

  @Test func `A form with an unreadable request is refused at its position`() throws {
    let lines = Self.lines("{\"id\":9,\"csr\":\"broken\",\"days\":365}\n", for: try Self.question("product=488"))
    #expect(lines.first?.hasPrefix("{\"id\":9,\"schema\":1,\"source\":{\"name\":\"-\",\"index\":0,\"line\":1}") == true)
    #expect(lines.first?.contains("\"verdict\":\"refused\"") == true)
  }

  @Test func `No password of a line is printed`() throws {
    let request = try #require(Self.requests().first)
    let form = #""loginName":"a","loginPassword":"hunter2","LoginPasswort":"hunter2","days":"x""#
    for line in ["{\"csr\":\"\(request)\",\(form)}", "{\"csr\":\"\(request)\",\(form),\"x\":[1]}", "{\(form)}"] {
      let found = Self.lines(line + "\n", for: try Self.question("product=488"))
      #expect(found.count == 1)
      #expect(!found.joined().contains("hunter2"))
    }
  }

  @Test func `The tally counts verdicts and rules on orders`() throws {
    let input = try Self.requests().map { "{\"csr\":\"\($0)\",\"days\":365}\n" }.joined() + "{}\n"
    let worker = BatchWorker(
      options: BatchOptions(asOf: Batch.day, output: .nothing, order: try Self.question("product=7")))
    let tally = Batch.chunks(Array(input.utf8)).reduce(into: BatchTally()) { $0.add(worker.process($1).tally) }
    #expect(tally[.refused] == Batch.count)
    #expect(tally[.unreadable] == 1)
    #expect(tally.rules.values.reduce(0, +) > Batch.count)
    #expect(tally.keys.count == 4)
  }

  @Test func `A column about an order needs an order, and a secret parameter has no column`() {
    #expect(BatchField("verdict")?.needsOrder == true)
    #expect(BatchField("commonName")?.needsOrder == false)
    #expect(BatchField("effective.fields.loginPassword") == nil)
    #expect(BatchField("effective.fields.colour") == nil)
  }
}
