// SPDX-License-Identifier: Apache-2.0

/// A memory of the request tokens that were used, shared by all who order.
///
/// Error -55 of the AutoApplySSL API is predicted from it: a token is the pair of a request and a `uniqueValue`, and
/// must never be ordered with twice. Calls block and may be made from any thread.
public protocol TokenLedger: Sendable {
  /// Remembers a token unless it is there; of any number of callers at once exactly one is told ``LedgerAnswer/recorded``.
  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer
  /// The entry of a token, nil when it was never recorded.
  func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry?
  /// The entries of a request, with whatever `uniqueValue`, in order of recording.
  func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry]
  /// The entries of an order reference in order of recording; `checkFONIsUnique` is answered from it.
  func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry]
  /// At most `limit` rows with a number over `number`, ascending; 0 starts at the first.
  func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow]
}

/// What a ledger says to a token that shall be recorded.
public enum LedgerAnswer: Sendable, Hashable {
  /// It was new and is there now, safe on the disk.
  case recorded
  /// It was there already, as this entry says; nothing was changed.
  case known(LedgerEntry)
}

/// An entry with its number in the order of recording; numbers ascend and may have gaps.
public struct LedgerRow: Sendable, Hashable {
  /// The number, 1 or more.
  public let number: Int64
  /// The entry.
  public let entry: LedgerEntry

  /// A numbered entry.
  public init(number: Int64, entry: LedgerEntry) {
    self.number = number
    self.entry = entry
  }
}

extension TokenLedger {
  /// A value that this request was never recorded with, nil when `attempts` random ones were all known.
  public func freshValue(forRequest sha256: String, attempts: Int = 16) throws(LedgerError) -> UniqueValue? {
    let used = Set(try entries(ofRequest: sha256).compactMap(\.key.uniqueValue))
    for _ in 0..<attempts {
      let value = UniqueValue.random()
      if !used.contains(value) { return value }
    }
    return nil
  }

  /// Whether no order with this reference was recorded.
  public func isUnique(reference: String) throws(LedgerError) -> Bool {
    try entries(ofReference: reference).isEmpty
  }
}
