// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import Foundation
import PKCS10
import Testing

/// An input of TestVectors/reading, and what must be said of it.
struct ReadingVector: Sendable, Decodable {
  let file: String
  let verb: String
  /// The exit status of the command.
  let status: Int
  let says: [String]
  let never: [String]
  let container: String?
  let repairs: [String]?

  static let root = Shared.root.appendingPathComponent("TestVectors/reading")

  static let all: [ReadingVector] =
    (try? JSONDecoder().decode(
      [ReadingVector].self, from: Data(contentsOf: root.appendingPathComponent("expected.json"))))
    ?? []

  /// The text and the exit status of the command for this input.
  func output(_ inspector: Inspector, on day: CalendarDate) throws -> (
    text: String, status: Int, reports: [RequestReport]
  ) {
    let bytes = Array(try Data(contentsOf: ReadingVector.root.appendingPathComponent(file)))
    let style = Style(usesColor: false)
    if verb == "check" {
      let form = try OrderForm(reading: bytes.span)
      let check = inspector.check(formOf: OrderQuestion(form: form, isComplete: true), on: day)
      return (check.text(style: style), check.verdict == .refused ? 2 : 0, check.report.map { [$0] } ?? [])
    }
    let inspection = inspector.inspect(bytes, name: file, on: day)
    guard !inspection.isEmpty else { return (inspection.explanation.message, 65, []) }
    let text = inspection.requests.map { $0.text(style: style) }.joined(separator: "\n")
    return (text, inspection.requests.contains(where: \.isRefused) ? 2 : 0, inspection.requests)
  }
}

@Suite struct ReadingVectorTests {
  static let inspector = Inspector()
  static let day = CalendarDate(2026, 11, 28)

  @Test func `There are at least 300 inputs`() {
    #expect(ReadingVector.all.count >= 300)
  }

  @Test(arguments: ReadingVector.all)
  func `An input that is nearly a request is read or named, with the next step`(_ vector: ReadingVector) throws {
    let (text, status, reports) = try vector.output(Self.inspector, on: Self.day)
    let comment = Comment(rawValue: "\(vector.file): \(text)")
    #expect(status == vector.status, comment)
    let folded = text.lowercased()
    for part in vector.says { #expect(folded.contains(part.lowercased()), "\(part) in \(comment)") }
    for part in vector.never { #expect(!text.contains(part), "\(part) in \(comment)") }
    if let container = vector.container { #expect(reports.first?.source.container.rawValue == container, comment) }
    if let repairs = vector.repairs { #expect(reports.first?.source.repairs.map(\.id) == repairs, comment) }
  }

  @Test func `An order with a request from a renewal sends the request alone`() throws {
    let bytes = Array(try Data(contentsOf: ReadingVector.root.appendingPathComponent("renewal-rsa2048.pem")))
    let report = try #require(Self.inspector.inspect(bytes, on: Self.day).requests.first)
    let order = Array("product=488&days=180&serverSoftware=2&dcvMethod=CNAME_CSR_HASH".utf8)
    let form = try OrderForm(reading: order.span)
    let prepared = Self.inspector.prepare(form, request: report, on: Self.day)
    #expect(!prepared.check.findings.contains { $0.predicts == -10 })
    #expect(prepared.check.findings.contains { $0.rule.id == "request.enclosed" && $0.severity == .info })
  }
}
