// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Testing

@Suite struct BatchFieldTests {
  private static func csv(_ names: [String], _ bytes: [UInt8]) throws -> [String] {
    let fields = names.compactMap { BatchField($0) }
    #expect(fields.map(\.name) == names)
    let options = BatchOptions(asOf: Batch.day, output: .csv(fields))
    let worker = BatchWorker(options: options)
    let output = options.header + Batch.chunks(bytes).flatMap { worker.process($0).output }
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.hasSuffix("\r\n"))
    return text.split(separator: "\r\n").map(String.init)
  }

  @Test func `The header and the cells are in the order of the columns`() throws {
    let lines = try Self.csv(["id", "commonName", "key.bits"], Batch.stream("requests.jsonl"))
    #expect(
      lines.prefix(3) == [
        "id,commonName,key.bits", "order-0,www0.csrkit.example.com,2048", "order-1,www1.csrkit.example.com,256",
      ])
    #expect(lines.count == Batch.count + 1)
  }

  @Test func `Cells with commas or quotes are quoted, and their quotes are doubled`() throws {
    let lines = try Self.csv(["subject.organizationName", "source.index"], Batch.stream("requests.b64"))
    #expect(lines[1] == "\"Fjord, \"\"Hosting\"\" AS\",0")
  }

  @Test func `Each column has a value for at least one record`() throws {
    let names = BatchField.all.filter { !$0.needsOrder }.map(\.name)
    let bytes = try Batch.stream("requests.jsonl") + Array("{\"id\":5}\n".utf8)
    let rows = try names.map { try Self.csv([$0], bytes) }
    for (name, cells) in zip(names, rows) where !["source.repairs"].contains(name) {
      #expect(cells.dropFirst().contains { !$0.isEmpty }, "\(name)")
    }
  }

  @Test(arguments: ["", "nothing", "key", "subject", "key.bits ", "findings.rule"])
  func `An unknown column is refused`(_ name: String) { #expect(BatchField(name) == nil) }

  @Test func `An invalid line keeps its id and contains the reason`() throws {
    let lines = try Self.csv(["id", "outcome", "error.kind"], Array("{\"id\":5}\n".utf8))
    #expect(lines[1] == "5,unreadable,missingRequest")
  }
}
