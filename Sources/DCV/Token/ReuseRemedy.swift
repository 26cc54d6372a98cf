// SPDX-License-Identifier: Apache-2.0

/// A way to order again with a request that the CA has seen, or with a new one like it.
///
/// Source: AutoApplySSL request, `uniqueValue` and error -55; Sectigo, Request Token.
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
    /// Whether the private key is at hand, so that a new request can be signed with it.
    public let canSign: Bool
    /// Whether the key is weak, known or compromised, so that it must not be used again.
    public let keyIsUnfit: Bool

    /// The facts as the caller knows them.
    public init(nameCount: Int, canSign: Bool, keyIsUnfit: Bool) {
      self.nameCount = nameCount
      self.canSign = canSign
      self.keyIsUnfit = keyIsUnfit
    }
  }

  /// Whether the way leads to a token of its own in this situation.
  public func fits(_ situation: Situation) -> Bool {
    switch self {
    case .uniqueValue: !situation.keyIsUnfit
    case .freshKey: true
    case .nameOrder: situation.canSign && !situation.keyIsUnfit && situation.nameCount > 1
    case .challengePassword: situation.canSign && !situation.keyIsUnfit
    }
  }

  /// The ways that fit, the least work first.
  public static func fitting(_ situation: Situation) -> [ReuseRemedy] { allCases.filter { $0.fits(situation) } }

  /// What to do, as a sentence without a full stop.
  public var description: String {
    switch self {
    case .uniqueValue: "keep the request and send a uniqueValue that it was never ordered with (--unique-value auto)"
    case .freshKey: "make a new key and a new request; this fits always and is best for the key's safety"
    case .nameOrder: "make a new request over the same key with the subjectAltName's names in another order"
    case .challengePassword: "make a new request over the same key with a challengePassword, which the CA ignores"
    }
  }
}
