// SPDX-License-Identifier: Apache-2.0

/// A way to order again with a CSR that the CA has already received, or with a similar new one.
///
/// The cases are in order of increasing effort. Source: AutoApplySSL request, `uniqueValue` and error -55; Sectigo,
/// Request Token.
package enum ReuseRemedy: String, Sendable, Hashable, CaseIterable {
  /// The same CSR with a `uniqueValue` that it has not been ordered with.
  case uniqueValue = "unique-value"
  /// A new CSR for a new key pair.
  case freshKey = "fresh-key"
  /// A new CSR for the same key, with its names in another order or with other names.
  case nameOrder = "name-order"
  /// A new CSR for the same key, with a PKCS #9 challengePassword, which the CA ignores.
  case challengePassword = "challenge-password"
}

extension ReuseRemedy {
  /// Facts about the CSR to reuse.
  package struct Situation: Sendable, Hashable {
    /// The number of names in the CSR's subjectAltName.
    package let nameCount: Int
    /// Whether the CSR has a challengePassword.
    package let hasChallengePassword: Bool
    /// Whether the key is weak, invalid or compromised, and must not be reused.
    package let keyIsUnfit: Bool

    /// Creates the facts about a CSR.
    package init(nameCount: Int, hasChallengePassword: Bool, keyIsUnfit: Bool) {
      self.nameCount = nameCount
      self.hasChallengePassword = hasChallengePassword
      self.keyIsUnfit = keyIsUnfit
    }
  }

  /// Why the remedy does not apply in a situation, as a clause, or nil if it does.
  package func obstacle(_ situation: Situation) -> String? {
    guard self != .freshKey else { return nil }
    if situation.keyIsUnfit { return "the key is weak, invalid or publicly known, and must not be reused" }
    guard self == .nameOrder, situation.nameCount < 2 else { return nil }
    return situation.nameCount == 0
      ? "the CSR has no subjectAltName with names to reorder"
      : "the CSR's subjectAltName has only one name, so it cannot be reordered"
  }

  /// The remedies that apply, in order of increasing effort.
  package static func fitting(_ situation: Situation) -> [ReuseRemedy] {
    allCases.filter { $0.obstacle(situation) == nil }
  }

  /// Whether the remedy needs the private key of the existing CSR to sign a new one.
  package var needsPrivateKey: Bool { self == .nameOrder || self == .challengePassword }

  /// What to do, without a full stop.
  package func advice(_ situation: Situation) -> String {
    switch self {
    case .uniqueValue: "keep the CSR and send a new uniqueValue (--unique-value auto)"
    case .freshKey:
      "generate a new key and create a new CSR; this always works, and a new key for each order is the safest choice"
    case .nameOrder:
      "create a new CSR with the same key and with the subjectAltName names in another order; if the order omits "
        + "domainNames, put validationTokens and dcvEmailAddresses in the new order"
    case .challengePassword:
      "create a new CSR with the same key and \(situation.hasChallengePassword ? "another" : "a") challengePassword, "
        + "which the CA ignores; the CSR contains it in plain text, so do not use a real password"
    }
  }
}
