// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import OpenSSLBridge

/// The accounts of a sandbox.
public struct Accounts: Sendable {
  private let accounts: [String: Account]
  /// The hash for unknown names, so that the response time does not reveal which names exist.
  private let unknownHash: PasswordHash

  /// The maximum length of a name in characters, as in the API.
  package static let nameLimit = 64

  /// Creates accounts.
  ///
  /// - Throws: ``AccountsError`` if two have the same name, or a name is empty, too long or not printable ASCII.
  package init(_ accounts: [Account]) throws(AccountsError) {
    var known: [String: Account] = [:]
    for account in accounts {
      let name = account.loginName
      guard 1...Accounts.nameLimit ~= name.utf8.count, name.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
        throw .invalidName(name)
      }
      guard known.updateValue(account, forKey: name) == nil else { throw .repeatedName(name) }
    }
    self.accounts = known
    var random = SystemRandomNumberGenerator()
    let cost = accounts.first?.password.cost ?? .standard
    do throws(OpenSSLFailure) {
      unknownHash = try PasswordHash([UInt8]().span, cost: cost, random: &random)
    } catch {
      throw .noHash(error.description)
    }
  }

  /// Hashes a password for the accounts file, with a random salt.
  ///
  /// - Throws: ``AccountsError/noHash(_:)`` if OpenSSL has no scrypt.
  public static func hash(ofPassword password: [UInt8]) throws(AccountsError) -> String {
    var random = SystemRandomNumberGenerator()
    do throws(OpenSSLFailure) { return try PasswordHash(password.span, random: &random).text } catch {
      throw .noHash(error.description)
    }
  }

  /// The account with a name and password; nil if the name or password is wrong or the account is locked.
  func account(named name: String, password: Secret) -> Account? {
    let account = accounts[name]
    let typed = Array(password.reveal().utf8)
    // The password is always compared, before the name and the lock are evaluated.
    let matches = (try? (account?.password ?? unknownHash).matches(typed.span)) ?? false
    guard matches, let account, !account.isLocked else { return nil }
    return account
  }
}

/// Why accounts are invalid; contains no part of a password or hash.
public enum AccountsError: Error, Sendable {
  /// A name is empty, longer than 64 characters or not printable ASCII.
  case invalidName(String)
  /// Two accounts have this name.
  case repeatedName(String)
  /// The file is malformed, with the path and the reason.
  case malformed(place: String, reason: String)
  /// OpenSSL cannot hash passwords.
  case noHash(String)
}

extension AccountsError: CustomStringConvertible {
  /// The message, without a full stop.
  public var description: String {
    switch self {
    case .invalidName(let name):
      "\(name.debugDescription) cannot name an account: it takes 1 to \(Accounts.nameLimit) printable ASCII characters"
    case .repeatedName(let name): "two accounts are named \(name.debugDescription)"
    case .malformed(let place, let reason): "the accounts file is invalid at \(place): \(reason)"
    case .noHash(let failure): "this OpenSSL makes no scrypt hashes: \(failure)"
    }
  }
}
