// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge

/// An account that may order in the sandbox.
package struct Account: Sendable {
  /// Who charges the customer: the status code of a placed order.
  package enum Payment: Int, Sendable, Hashable {
    /// The account is debited: 0.
    case debited = 0
    /// The CA takes payment from the customer: 1.
    case takenByCA = 1
  }

  /// The account's name, case-sensitive.
  package let loginName: String
  /// The password's hash.
  package let password: PasswordHash
  /// The maximum total cost of all live orders; nil for no limit.
  package let credit: Money?
  /// The price of products that have no price of their own.
  package let price: Money
  /// Prices by product code.
  package let prices: [Int: Money]
  /// Who charges the customer.
  package let payment: Payment
  /// Whether the account is locked: it gets -16 even with the right password.
  package let isLocked: Bool

  /// Creates an account.
  package init(
    loginName: String, password: PasswordHash, credit: Money? = nil, price: Money = .zero, prices: [Int: Money] = [:],
    payment: Payment = .debited, isLocked: Bool = false
  ) {
    self.loginName = loginName
    self.password = password
    self.credit = credit
    self.price = price
    self.prices = prices
    self.payment = payment
    self.isLocked = isLocked
  }
}
