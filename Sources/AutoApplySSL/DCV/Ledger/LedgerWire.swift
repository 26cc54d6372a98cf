// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The lines that `csrkit` and its companion program exchange: fields in percent-encoding, separated by one space.
///
/// A request is one line. A reply is any number of `row` lines followed by one of `recorded`, `end` or `error`.
package enum LedgerWire {
  /// A question to the companion.
  package enum Question: Sendable, Hashable {
    /// The first: the URI of the database. It is not an argument of the program, since it may contain a password.
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

  /// A line of a reply.
  package enum Line: Sendable, Hashable {
    /// An entry; its number is 0 where the question was for entries.
    case row(LedgerRow)
    /// The last line: the token was recorded.
    case recorded
    /// The last line: the reply is complete.
    case end
    /// The last line: the question failed.
    case error(LedgerError)
  }
}

extension LedgerWire.Question {
  /// The question as a line without its newline.
  package var line: String {
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
  package init(line: String) throws(LedgerError) {
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
  package var line: String {
    switch self {
    case .row(let row): "row \(row.number) \(LedgerWire.fields(row.entry))"
    case .recorded: "recorded"
    case .end: "end"
    case .error(let error): "error \(error.wire.kind) \(LedgerWire.field(error.wire.reason))"
    }
  }

  /// Parses a line of a reply.
  package init(line: String) throws(LedgerError) {
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

extension LedgerWire {
  static let garbled = LedgerError.failed("csrkit and its companion program exchanged a malformed line")

  /// Four fields: digest, value, time, reference.
  static func fields(_ entry: LedgerEntry) -> String {
    "\(entry.key.sha256) \(field(entry.key.uniqueValue?.text)) \(entry.time) \(field(entry.reference))"
  }

  static func entry(_ fields: ArraySlice<String>) throws(LedgerError) -> LedgerEntry {
    let fields = Array(fields)
    guard fields.count == 4, let time = Int64(fields[2]) else { throw garbled }
    let key = try TokenKey(sha256: fields[0], uniqueValue: try uniqueValue(fields[1]))
    return try LedgerEntry(key: key, reference: try text(fields[3]), time: time)
  }

  static func uniqueValue(_ field: String) throws(LedgerError) -> UniqueValue? {
    guard let text = try text(field) else { return nil }
    do throws(UniqueValueError) { return try UniqueValue(text) } catch { throw .malformed(error.description) }
  }

  /// A text in percent-encoding, `-` for nil.
  static func field(_ text: String?) -> String {
    guard let text else { return "-" }
    return text == "-" ? "%2D" : PercentEncoding.encoded(text)
  }

  static func text(_ field: String) throws(LedgerError) -> String? {
    guard field != "-" else { return nil }
    let octets = Array(field.utf8)
    guard let text = try? PercentEncoding.decode(octets.indices, in: octets.span) else { throw garbled }
    return text
  }
}

extension LedgerError {
  var wire: (kind: String, reason: String?) {
    switch self {
    case .unreachable(let reason): ("unreachable", reason)
    case .newerSchema: ("newer", nil)
    case .notALedger(let reason): ("other", reason)
    case .busy: ("busy", nil)
    case .malformed(let reason): ("malformed", reason)
    case .failed(let reason): ("failed", reason)
    }
  }

  init(kind: String, reason: String) {
    switch kind {
    case "unreachable": self = .unreachable(reason)
    case "newer": self = .newerSchema
    case "other": self = .notALedger(reason)
    case "busy": self = .busy
    case "malformed": self = .malformed(reason)
    default: self = .failed(reason)
    }
  }
}
