// SPDX-License-Identifier: Apache-2.0

/// A way to order again with a request that the CA has seen, or with a new one like it.
///
/// Source: AutoApplySSL request, `uniqueValue` and error -55; Sectigo, Request Token. The order is that of the work.
public enum ReuseRemedy: String, Sendable, Hashable, CaseIterable {
  /// The same request with a `uniqueValue` that it was never ordered with.
  case uniqueValue = "unique-value"
  /// A request over a new key pair.
  case freshKey = "fresh-key"
  /// A request over the same key whose names stand in another order, or are other names.
  case nameOrder = "name-order"
  /// A request over the same key with a PKCS #9 challengePassword, which the CA reads past.
  case challengePassword = "challenge-password"
}

extension ReuseRemedy {
  /// What is known of the request that is to be used again.
  public struct Situation: Sendable, Hashable {
    /// The number of names in the request's subjectAltName.
    public let nameCount: Int
    /// Whether the request has a challengePassword already.
    public let hasChallengePassword: Bool
    /// Whether the key is weak, invalid or compromised, so that it must not be used again.
    public let keyIsUnfit: Bool

    /// The facts as the caller knows them.
    public init(nameCount: Int, hasChallengePassword: Bool, keyIsUnfit: Bool) {
      self.nameCount = nameCount
      self.hasChallengePassword = hasChallengePassword
      self.keyIsUnfit = keyIsUnfit
    }
  }

  /// Why the way leads to no order in this situation, a clause; nil when it fits.
  public func obstacle(_ situation: Situation) -> String? {
    guard self != .freshKey else { return nil }
    if situation.keyIsUnfit { return "the key is weak, invalid or publicly known and must not be certified again" }
    guard self == .nameOrder, situation.nameCount < 2 else { return nil }
    return situation.nameCount == 0
      ? "the request has no subjectAltName whose names could change places"
      : "the request's subjectAltName has one name, which has no other order"
  }

  /// The ways that fit, the least work first.
  public static func fitting(_ situation: Situation) -> [ReuseRemedy] {
    allCases.filter { $0.obstacle(situation) == nil }
  }

  /// Whether a new request has to be signed with the private key of the old one.
  public var needsPrivateKey: Bool { self == .nameOrder || self == .challengePassword }

  /// What to do, a sentence without a full stop.
  public func advice(_ situation: Situation) -> String {
    switch self {
    case .uniqueValue: "keep the request and send a uniqueValue that it was never ordered with (--unique-value auto)"
    case .freshKey:
      "make a new key and a new request; it fits always, and a key that is replaced with each order is safest"
    case .nameOrder:
      "sign a new request with the same key, its subjectAltName's names in another order; where the order leaves "
        + "domainNames out, validationTokens and dcvEmailAddresses follow the new order"
    case .challengePassword:
      "sign a new request with the same key and \(situation.hasChallengePassword ? "another" : "a") challengePassword, "
        + "which the CA reads past; anyone who sees the request can read it, so let it be no password of yours"
    }
  }
}
