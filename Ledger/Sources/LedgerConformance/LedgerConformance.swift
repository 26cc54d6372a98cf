// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// What every ledger must do, as checks that any store can be put through.
public enum LedgerConformance {
  /// One demand and the check of it.
  public struct Check: Sendable, CustomStringConvertible {
    /// The demand as a sentence.
    public let description: String
    private let body: @Sendable (any TokenLedger) throws -> Bool

    init(_ description: String, _ body: @escaping @Sendable (any TokenLedger) throws -> Bool) {
      self.description = description
      self.body = body
    }

    /// Whether a ledger, empty or not, meets the demand.
    public func holds(for ledger: any TokenLedger) throws -> Bool { try body(ledger) }
  }

  /// An entry of a request that no other check has.
  public static func entry(
    _ value: String? = nil, request: String = digest(), reference: String? = nil, time: Int64 = 1_795_000_000
  ) throws -> LedgerEntry {
    let key = try TokenKey(sha256: request, uniqueValue: value.map { try UniqueValue($0) })
    return try LedgerEntry(key: key, reference: reference, time: time)
  }

  /// A random digest in lower-case hexadecimal.
  public static func digest() -> String {
    (0..<32).map { _ in UInt8.random(in: 0...255) }.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
