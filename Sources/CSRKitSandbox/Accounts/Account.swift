// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// An account that may order in the sandbox.
public struct Account: Sendable {
  /// Who charges the customer: the status code of a placed order.
  public enum Payment: Int, Sendable, Hashable {
    /// The account is debited: 0.
    case debited = 0
    /// The CA takes payment from the customer: 1.
    case takenByCA = 1
  }

  /// The account's name, case-sensitive.
  public let loginName: String
  /// The password's hash.
  public let password: PasswordHash
  /// The maximum total cost of all live orders; nil for no limit.
  public let credit: Money?
  /// The price of products that have no price of their own.
  public let price: Money
  /// Prices by product code.
  public let prices: [Int: Money]
  /// Who charges the customer.
  public let payment: Payment
  /// Whether the account is locked: it gets -16 even with the right password.
  public let isLocked: Bool

  /// Creates an account.
  public init(
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
