// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// An order that requests are checked for.
public struct OrderQuestion: Sendable {
  /// What the user gave of the order.
  public let form: OrderForm
  /// Whether the form is meant to be complete, so that a missing parameter is a fault.
  public let isComplete: Bool
  /// What was ordered before, if anybody remembers.
  public let ledger: (any TokenLedger)?

  /// A question about a form.
  public init(form: OrderForm, isComplete: Bool, ledger: (any TokenLedger)? = nil) {
    self.form = form
    self.isComplete = isComplete
    self.ledger = ledger
  }
}
