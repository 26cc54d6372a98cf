// SPDX-License-Identifier: Apache-2.0

/// The lines that `csrkit` and its helper `csrkit-ledger` exchange: fields in percent-encoding, divided by one space.
///
/// A question is one line. An answer is any number of `row` lines and then one of `recorded`, `end` or `error`.
public enum LedgerWire {
  /// A question to the helper.
  public enum Question: Sendable, Hashable {
    /// The first: where the ledger is. On the wire and not among the arguments, since a URI may hold a password.
    case open(String)
    /// ``TokenLedger/record(_:)``
    case record(LedgerEntry)
    /// ``TokenLedger/entry(of:)``
    case entry(TokenKey)
    /// ``TokenLedger/entries(ofRequest:)``
    case request(String)
    /// ``TokenLedger/entries(ofReference:)``
    case reference(String)
    /// ``TokenLedger/rows(after:limit:)``
    case rows(after: Int64, limit: Int)
  }

  /// A line of an answer.
  public enum Line: Sendable, Hashable {
    /// An entry; its number is 0 where the question was for entries.
    case row(LedgerRow)
    /// The last line: the token was recorded.
    case recorded
    /// The last line: there is nothing more.
    case end
    /// The last line: there is no answer.
    case error(LedgerError)
  }
}

extension LedgerWire.Question {
  /// The question as a line without its newline.
  public var line: String {
    switch self {
    case .open(let location): "open \(LedgerWire.field(location))"
    case .record(let entry): "record \(LedgerWire.fields(entry))"
    case .entry(let key): "entry \(key.sha256) \(LedgerWire.field(key.uniqueValue?.text))"
    case .request(let sha256): "request \(LedgerWire.field(sha256))"
    case .reference(let reference): "reference \(LedgerWire.field(reference))"
    case .rows(let after, let limit): "rows \(after) \(limit)"
    }
  }

  /// Reads a question.
  public init(line: String) throws(LedgerError) {
    let fields = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    switch (fields.first, fields.count) {
    case ("open", 2): self = .open(try LedgerWire.text(fields[1]) ?? "")
    case ("record", 5): self = .record(try LedgerWire.entry(fields[1...]))
    case ("entry", 3):
      self = .entry(try TokenKey(sha256: fields[1], uniqueValue: try LedgerWire.uniqueValue(fields[2])))
    case ("request", 2): self = .request(try LedgerWire.text(fields[1]) ?? "")
    case ("reference", 2): self = .reference(try LedgerWire.text(fields[1]) ?? "")
    case ("rows", 3):
      guard let after = Int64(fields[1]), let limit = Int(fields[2]) else { throw LedgerWire.garbled }
      self = .rows(after: after, limit: limit)
    default: throw LedgerWire.garbled
    }
  }
}

extension LedgerWire.Line {
  /// The line without its newline.
  public var line: String {
    switch self {
    case .row(let row): "row \(row.number) \(LedgerWire.fields(row.entry))"
    case .recorded: "recorded"
    case .end: "end"
    case .error(let error): "error \(error.wire.kind) \(LedgerWire.field(error.wire.reason))"
    }
  }

  /// Reads a line of an answer.
  public init(line: String) throws(LedgerError) {
    let fields = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    switch (fields.first, fields.count) {
    case ("row", 6):
      guard let number = Int64(fields[1]) else { throw LedgerWire.garbled }
      self = .row(LedgerRow(number: number, entry: try LedgerWire.entry(fields[2...])))
    case ("recorded", 1): self = .recorded
    case ("end", 1): self = .end
    case ("error", 3): self = .error(LedgerError(kind: fields[1], reason: try LedgerWire.text(fields[2]) ?? ""))
    default: throw LedgerWire.garbled
    }
  }
}
