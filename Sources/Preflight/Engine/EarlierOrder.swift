// SPDX-License-Identifier: Apache-2.0
/// An order with the same request that a ledger of the user's own remembers.
public struct EarlierOrder: Sendable, Hashable {
  /// The orderer's own name for it.
  public let reference: String?
  /// When it was recorded, as text.
  public let time: String

  /// An order that a ledger remembers.
  public init(reference: String?, time: String) {
    self.reference = reference
    self.time = time
  }
}
