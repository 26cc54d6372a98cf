// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import OpenSSLBridge

extension Accounts {
  /// Reads the accounts file: `{"accounts":[{"loginName":…,"passwordHash":…,"credit":…,"price":…,"prices":{…}}]}`.
  ///
  /// Amounts are strings with a decimal point; the keys of `prices` are product codes; `payment` is `debited` or
  /// `takenByCA`; `isLocked` is true or false. All but the first two are optional. ``PasswordHash`` hashes passwords.
  public init(json bytes: [UInt8]) throws(AccountsError) {
    let file: JSONValue
    do throws(JSONError) { file = try JSONReader.read(bytes.span).value } catch {
      throw .malformed(place: "the file", reason: "it is not JSON: \(error)")
    }
    let root = try JSONObject(file, place: "the file")
    guard case .array(let entries) = try root.value("accounts") else { throw root.wrongType("accounts") }
    var accounts: [Account] = []
    for (index, entry) in entries.enumerated() {
      accounts.append(try Account(try JSONObject(entry.value, place: "accounts[\(index)]")))
    }
    try self.init(accounts)
  }
}

extension Account {
  fileprivate init(_ entry: JSONObject) throws(AccountsError) {
    let loginName = try entry.text("loginName")
    guard let password = PasswordHash(try entry.text("passwordHash")) else {
      throw entry.malformed("passwordHash", "it is not of the form scrypt$14$8$1$SALT$HASH")
    }
    var prices: [Int: Money] = [:]
    if let member = entry["prices"] {
      let list = try JSONObject(member, place: entry.place(of: "prices"))
      for code in list.names {
        guard let product = Int(code) else { throw entry.malformed("prices", "\(code) is not a product code") }
        prices[product] = try list.amount(code)
      }
    }
    self.init(
      loginName: loginName, password: password, credit: try entry.amount("credit"),
      price: try entry.amount("price") ?? .zero, prices: prices, payment: try Account.payment(entry),
      isLocked: try entry.flag("isLocked"))
  }

  private static func payment(_ entry: JSONObject) throws(AccountsError) -> Payment {
    guard entry["payment"] != nil else { return .debited }
    switch try entry.text("payment") {
    case "debited": return .debited
    case "takenByCA": return .takenByCA
    default: throw entry.malformed("payment", "it is neither debited nor takenByCA")
    }
  }
}

/// An object of the accounts file and its path. Errors contain no values, since a value may be a password's hash.
private struct JSONObject {
  private let members: [JSONMember]
  private let place: String

  init(_ value: JSONValue, place: String) throws(AccountsError) {
    guard case .object(let members) = value else {
      throw .malformed(place: place, reason: "the value has the wrong type")
    }
    self.members = members
    self.place = place
  }

  var names: [String] { members.map(\.name) }

  /// A member's value; nil if it is missing or null.
  subscript(name: String) -> JSONValue? {
    members.first { $0.name == name }.flatMap { $0.item.value == .null ? nil : $0.item.value }
  }

  func place(of name: String) -> String { place == "the file" ? name : "\(place).\(name)" }

  func malformed(_ name: String, _ reason: String) -> AccountsError {
    .malformed(place: place(of: name), reason: reason)
  }

  func wrongType(_ name: String) -> AccountsError { malformed(name, "the value has the wrong type") }

  func value(_ name: String) throws(AccountsError) -> JSONValue {
    guard let value = self[name] else { throw .malformed(place: place, reason: "\(name) is missing") }
    return value
  }

  func text(_ name: String) throws(AccountsError) -> String {
    guard case .string(let text) = try value(name) else { throw wrongType(name) }
    return text
  }

  func amount(_ name: String) throws(AccountsError) -> Money? {
    guard self[name] != nil else { return nil }
    let text = try text(name)
    guard let amount = Money(text) else {
      throw malformed(name, "\(text.debugDescription) is not an amount such as 12.50")
    }
    return amount
  }

  func flag(_ name: String) throws(AccountsError) -> Bool {
    switch self[name] {
    case nil: return false
    case .bool(let flag): return flag
    default: throw wrongType(name)
    }
  }
}
