// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import KeyAudit

/// What a batch does with each record.
public struct BatchOptions: Sendable {
  /// What is written of each request.
  public enum Output: Sendable {
    /// The object of `csrkit inspect` in one line, or of `csrkit check` where there is an order.
    case jsonLines
    /// These columns of it in a line of CSV.
    case csv([BatchField])
    /// Nothing; the requests are counted for a summary.
    case nothing
  }

  /// The day on which rules are judged.
  public var asOf: CalendarDate
  /// What is written.
  public var output: Output
  /// Whether only requests with findings, and records without a request, are written.
  public var onlyFindings: Bool
  /// The order that every request is checked for, completed by what a line of JSON says of its own; nil to inspect.
  public var order: OrderQuestion?
  /// The lists of known keys that every key is looked up in.
  public var lists: [any KeyList]

  /// What stands before the first line, or nothing.
  public var header: [UInt8] {
    if case .csv(let fields) = output { CSV.line(fields.map(\.name)) } else { [] }
  }

  /// Options; all requests as JSON Lines unless told otherwise.
  public init(
    asOf: CalendarDate, output: Output = .jsonLines, onlyFindings: Bool = false, order: OrderQuestion? = nil,
    lists: [any KeyList] = KeyLists.embedded()
  ) {
    self.asOf = asOf
    self.output = output
    self.onlyFindings = onlyFindings
    self.order = order
    self.lists = lists
  }
}
