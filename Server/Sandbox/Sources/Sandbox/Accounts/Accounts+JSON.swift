// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import OpenSSLBridge

extension Accounts {
  /// Reads the accounts file: `{"accounts":[{"loginName":…,"passwordHash":…,"credit":…,"price":…,"prices":{…}}]}`.
  ///
  /// Amounts are texts with a point; `prices` goes by product code; `payment` is `debited` or `takenByCA`; `isLocked` is
  /// true or false. All but the first two may be left out. A password's hash is made by ``PasswordHash``.
  public init(json bytes: [UInt8]) throws(AccountsError) {
    let file: AccountsFile
    do {
      file = try JSONDecoder().decode(AccountsFile.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw AccountsError(error)
    } catch {
      throw .malformed(place: "the file", reason: "it is no JSON")
    }
    var accounts: [Account] = []
    for (index, entry) in file.accounts.enumerated() {
      accounts.append(try entry.account(at: "accounts[\(index)]"))
    }
    try self.init(accounts)
  }
}

private struct AccountsFile: Decodable {
  struct Entry: Decodable {
    let loginName, passwordHash: String
    let credit, price, payment: String?
    let prices: [String: String]?
    let isLocked: Bool?

    func account(at place: String) throws(AccountsError) -> Account {
      guard let hash = PasswordHash(passwordHash) else {
        throw .malformed(place: "\(place).passwordHash", reason: "it is not of the form scrypt$14$8$1$SALT$HASH")
      }
      var costs: [Int: Money] = [:]
      for (code, text) in prices ?? [:] {
        guard let code = Int(code) else { throw .malformed(place: "\(place).prices", reason: "\(code) is no product") }
        costs[code] = try Entry.amount(text, "\(place).prices.\(code)")
      }
      return Account(
        loginName: loginName, password: hash,
        credit: try credit.map { text throws(AccountsError) in
          try Entry.amount(text, "\(place).credit")
        }, price: try Entry.amount(price ?? "0.00", "\(place).price"), prices: costs,
        payment: try Entry.payment(payment, "\(place).payment"), isLocked: isLocked ?? false)
    }

    private static func amount(_ text: String, _ place: String) throws(AccountsError) -> Money {
      guard let amount = Money(text) else {
        throw .malformed(place: place, reason: "\(text.debugDescription) is no amount such as 12.50")
      }
      return amount
    }

    private static func payment(_ text: String?, _ place: String) throws(AccountsError) -> Account.Payment {
      switch text {
      case nil, "debited": .debited
      case "takenByCA": .takenByCA
      default: throw .malformed(place: place, reason: "it is neither debited nor takenByCA")
      }
    }
  }

  let accounts: [Entry]
}

extension AccountsError {
  /// Where JSON differs from what is expected; a value is not repeated, since it may be a password's hash.
  fileprivate init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .malformed(place: AccountsError.place(context.codingPath), reason: "\(key.stringValue) is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      self = .malformed(place: AccountsError.place(context.codingPath), reason: "the value has the wrong type")
    default: self = .malformed(place: "the file", reason: "it is no JSON")
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    let steps = path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }
    return path.isEmpty ? "the file" : String(steps.joined().drop { $0 == "." })
  }
}
