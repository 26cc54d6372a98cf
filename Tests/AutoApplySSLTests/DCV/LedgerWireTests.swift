// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Testing

@Suite struct LedgerWireTests {
  private static let sha256 = String(repeating: "0f", count: 32)

  private static func entry(_ value: String?, _ reference: String?) throws -> LedgerEntry {
    let key = try TokenKey(sha256: sha256, uniqueValue: value.map { try UniqueValue($0) })
    return try LedgerEntry(key: key, reference: reference, time: -7)
  }

  @Test(arguments: ["/tmp/a b", "postgres://u:p%40@h/d", "-", ""])
  func `The place of a ledger arrives as it was`(location: String) throws {
    #expect(try LedgerWire.Question(line: LedgerWire.Question.open(location).line) == .open(location))
  }

  @Test(arguments: [nil, "order 1", "-", "%", "a\nb", "\u{FC}\u{1F600}", "x y\tz", "recorded"])
  func `A line carries any entry and comes back as it was`(reference: String?) throws {
    for value in [nil, "oDA7uXM0"] {
      let entry = try LedgerWireTests.entry(value, reference)
      let question = LedgerWire.Question.record(entry)
      #expect(!question.line.contains("\n"))
      #expect(try LedgerWire.Question(line: question.line) == question)
      let row = LedgerWire.Line.row(LedgerRow(number: 3, entry: entry))
      #expect(try LedgerWire.Line(line: row.line) == row)
    }
  }

  @Test(arguments: [
    LedgerError.busy, .newerSchema, .unreachable("no such file"), .notALedger("x"), .malformed("a b"), .failed(""),
  ])
  func `An error arrives as what it was`(error: LedgerError) throws {
    #expect(try LedgerWire.Line(line: LedgerWire.Line.error(error).line) == .error(error))
  }

  @Test(arguments: [
    "", " ", "record", "record a b c d", "rows x 1", "rows 1", "row 1 2 3 4 5", "entry 0f a", "error", "end ",
    "request %", "request %f", "request %ff", "reference %+1", "rows 99999999999999999999 1",
  ])
  func `A line that is none is an error`(line: String) {
    #expect(throws: LedgerError.self) { try LedgerWire.Question(line: line) }
    #expect(throws: LedgerError.self) { try LedgerWire.Line(line: line) }
  }

  @Test
  func `A key has a digest of 64 lower-case digits and a reference at most 1,024 octets`() throws {
    #expect(throws: LedgerError.self) { try TokenKey(sha256: "0F", uniqueValue: nil) }
    #expect(throws: LedgerError.self) {
      try TokenKey(sha256: LedgerWireTests.sha256.uppercased(), uniqueValue: nil)
    }
    #expect(throws: LedgerError.self) { try LedgerWireTests.entry(nil, "") }
    #expect(throws: LedgerError.self) { try LedgerWireTests.entry(nil, "a\u{0}") }
    #expect(throws: LedgerError.self) { try LedgerWireTests.entry(nil, String(repeating: "a", count: 1025)) }
  }
}
