// SPDX-License-Identifier: Apache-2.0

/// What the user says of an order's `uniqueValue`.
package enum UniqueValueChoice: Sendable, Hashable {
  /// Nothing: none is sent unless the request was ordered before.
  case none
  /// A new one is wanted.
  case fresh
  /// This one is wanted.
  case given(UniqueValue)

  /// The value without a ledger.
  package var value: UniqueValue? {
    switch self {
    case .none: nil
    case .fresh: .random()
    case .given(let value): value
    }
  }
}

/// What a ledger makes of the choice for one request.
package enum UniqueValueProposal: Sendable, Hashable {
  /// The request's token with this value was never ordered with.
  case unused(UniqueValue?)
  /// Nothing was chosen and the request was ordered before, last as the entry says: this new value makes it unique.
  case replaced(UniqueValue, last: LedgerEntry)
  /// The token that was chosen was ordered with, as the entry says; error -55 is to be expected.
  case reused(LedgerEntry)
}

extension TokenLedger {
  /// Looks a request up and proposes the `uniqueValue` of its next order.
  ///
  /// - Parameter sha256: SHA-256 of the request's DER, 64 lower-case hexadecimal digits.
  package func proposal(
    forRequest sha256: String, _ choice: UniqueValueChoice
  ) throws(LedgerError) -> UniqueValueProposal {
    if case .given(let value) = choice {
      let known = try entry(of: TokenKey(sha256: sha256, uniqueValue: value))
      return known.map { .reused($0) } ?? .unused(value)
    }
    let last = try entries(ofRequest: sha256).last
    if choice == .none, last == nil { return .unused(nil) }
    guard let value = try freshValue(forRequest: sha256) else {
      throw .failed("all generated uniqueValues are in use; the random number generator may be broken")
    }
    guard let last, choice == .none else { return .unused(value) }
    return .replaced(value, last: last)
  }
}
