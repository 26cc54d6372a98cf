// SPDX-License-Identifier: Apache-2.0

/// A store of used request tokens, shared by all clients of an account.
///
/// Error -55 of the AutoApplySSL API is predicted from it: a token is a request with a `uniqueValue`, and must not be used
/// for two orders. Calls block and are possible from any thread.
public protocol TokenLedger: Sendable {
  /// Records a token unless it is known; of concurrent callers exactly one receives ``LedgerAnswer/recorded``.
  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer
  /// The entry of a token; nil if it was never recorded.
  func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry?
  /// The entries of a request, with any `uniqueValue`, in order of recording.
  func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry]
  /// The entries of an order reference in order of recording; `checkFONIsUnique` is answered from it.
  func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry]
  /// At most `limit` rows with a number over `number`, ascending; 0 starts at the first.
  func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow]
}

/// The result of recording a token.
public enum LedgerAnswer: Sendable, Hashable {
  /// The token was unknown and is now recorded and synced to disk.
  case recorded
  /// The token was known, with this entry; nothing was changed.
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

  /// A row as stores keep it, where an empty text means no `uniqueValue`.
  package init(
    _ number: Int64, sha256: String, uniqueValue text: String, reference: String?, time: Int64
  ) throws(LedgerError) {
    let value = try? UniqueValue(text)
    guard value != nil || text.isEmpty else { throw .malformedRow }
    let key = try TokenKey(sha256: sha256, uniqueValue: value)
    self.init(number: number, entry: try LedgerEntry(key: key, reference: reference, time: time))
  }
}

extension LedgerError {
  package static let malformedRow = LedgerError.malformed("a stored row is damaged")
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
  package func isUnique(reference: String) throws(LedgerError) -> Bool {
    try entries(ofReference: reference).isEmpty
  }
}
