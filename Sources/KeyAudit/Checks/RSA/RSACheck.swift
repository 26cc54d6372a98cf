// SPDX-License-Identifier: Apache-2.0

/// A check of an RSA key's numbers.
protocol RSACheck: SendableMetatype {
  /// The catalog's entry.
  static var check: KeyCheck { get }

  /// What the check finds, or nil. The clean path allocates nothing.
  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit?
}

/// The RSA checks in the order in which they run.
enum RSAChecks {
  /// Those that hold for any key.
  static let forAnyKey: [any RSACheck.Type] = [
    ModulusSize.self, ModulusGranularity.self, OversizedModulus.self, DegenerateModulus.self, ExponentRules.self,
    UnusualExponent.self,
  ]
  /// Those that ask for an odd modulus above 1.
  static let forUsableModulus: [any RSACheck.Type] = [
    SmallFactors.self, PrimePower.self, Fermat.self, ROCA.self, SmallPrivateExponent.self, ShortSleeve.self,
    BiasedModulus.self, RepeatedBytes.self, XZBackdoor.self,
  ]
  /// Those that cost milliseconds and more, for keys of which nothing has proved yet that they are compromised.
  static let lastResort: [any RSACheck.Type] = [PrimeModulus.self, SmoothPrime.self]
}
