// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase

/// The state of a token in a ledger.
public struct LedgerReport: Sendable, Hashable {
  /// The token.
  public let key: TokenKey
  /// The entry for the token; nil if there is none.
  public let entry: LedgerEntry?
  /// Whether the token was already recorded.
  public let isKnown: Bool

  /// Creates the result of a look-up.
  public init(key: TokenKey, entry: LedgerEntry?, isKnown: Bool) {
    self.key = key
    self.entry = entry
    self.isKnown = isKnown
  }

  /// Creates the result of recording an entry.
  public init(_ answer: LedgerAnswer, to entry: LedgerEntry) {
    switch answer {
    case .recorded: self.init(key: entry.key, entry: entry, isKnown: false)
    case .known(let first): self.init(key: entry.key, entry: first, isKnown: true)
    }
  }

  /// The error code of the API for a token that was used before.
  package static let errorCode = -55

  /// The error message of the API for a token that was used before.
  package static var errorMessage: String { ErrorCatalog.errors(errorCode).first?.message() ?? "" }

  /// Writes the object of `csrkit ledger record` and `check`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.sha256, key.sha256)
      writer.member(Key.uniqueValue, key.uniqueValue?.text)
      writer.member(Key.known, isKnown)
      writer.member(Key.reference, entry?.reference)
      writer.member(Key.time, entry.map { LedgerTime.text($0.time) })
      writer.member(Key.errorCode, isKnown ? LedgerReport.errorCode : nil)
      writer.member(Key.errorMessage, isKnown ? LedgerReport.errorMessage : nil)
    }
  }

  /// The state as one line of text.
  package var text: String {
    let value = key.uniqueValue.map { " with uniqueValue \($0)" } ?? " without a uniqueValue"
    guard let entry else { return "\(key.sha256)\(value): not used before" }
    let order = entry.reference.map { " for \($0.debugDescription)" } ?? ""
    guard isKnown else { return "\(key.sha256)\(value): recorded\(order)" }
    return "\(key.sha256)\(value): used at \(LedgerTime.text(entry.time))\(order); predicted error "
      + "\(LedgerReport.errorCode): \(LedgerReport.errorMessage)"
  }
}

/// Formats the times in a ledger.
public enum LedgerTime {
  /// Seconds since 1970-01-01 as a date and time in UTC (RFC 3339).
  public static func text(_ seconds: Int64) -> String {
    let (days, rest) = (
      Int(seconds.dividingFloor(by: 86_400)), Int(seconds - seconds.dividingFloor(by: 86_400) * 86_400)
    )
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(CalendarDate(daysSinceEpoch: days))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}

extension Int64 {
  fileprivate func dividingFloor(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
