// SPDX-License-Identifier: Apache-2.0

/// How far an audit goes.
public struct AuditOptions: Sendable, Hashable {
  /// The rounds of Fermat's method, counted from the square root of the modulus rounded up.
  public var fermatRounds: Int
  /// Whether primes up to 65,537 are tried, instead of those below 752 (SP 800-89 §5.3.3).
  public var triesLargerFactors: Bool
  /// Whether the modulus is tested for being a prime itself.
  public var testsPrimality: Bool
  /// The bound of Pollard's p - 1 method; 0 leaves it out.
  public var smoothnessBound: Int

  /// Options; those left out are the standard ones.
  public init(
    fermatRounds: Int = 110, triesLargerFactors: Bool = false, testsPrimality: Bool = false, smoothnessBound: Int = 0
  ) {
    self.fermatRounds = fermatRounds
    self.triesLargerFactors = triesLargerFactors
    self.testsPrimality = testsPrimality
    self.smoothnessBound = smoothnessBound
  }

  /// What costs less than a fifth of verifying a signature: for every request.
  public static let standard = AuditOptions()
  /// Also primes up to 65,537 and the primality of the modulus, two milliseconds: for keys that are audited by themselves.
  public static let thorough = AuditOptions(triesLargerFactors: true, testsPrimality: true)
  /// Everything that takes a fraction of a second.
  public static let deep = AuditOptions(
    fermatRounds: 1_000_000, triesLargerFactors: true, testsPrimality: true, smoothnessBound: 65_536)
}
