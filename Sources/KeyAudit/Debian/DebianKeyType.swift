// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// A type of key that the broken generator of CVE-2008-0166 made; the raw value is its name in files and commands.
public enum DebianKeyType: String, Sendable, Hashable, CaseIterable {
  case rsa2048, rsa3072, rsa4096, p256, p384, p521

  /// The length of the modulus or of the field in bits.
  public var bits: Int {
    switch self {
    case .rsa2048: 2048
    case .rsa3072: 3072
    case .rsa4096: 4096
    case .p256: 256
    case .p384: 384
    case .p521: 521
    }
  }

  /// The curve; nil for RSA.
  public var curve: NamedCurve? {
    switch self {
    case .rsa2048, .rsa3072, .rsa4096: nil
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    }
  }

  /// The type of a key, or nil where there is no set for it.
  public init?(_ kind: KeyKind) {
    let found = DebianKeyType.allCases.first { type in
      switch kind {
      case .rsa(let bits): type.curve == nil && type.bits == bits
      case .ec(let curve): type.curve == curve
      case .otherCurve, .edwards, .dsa, .other: false
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// The octet in a set's header that says the algorithm: 1 for RSA, 2 for elliptic curves.
  var algorithmCode: UInt8 { curve == nil ? 1 : 2 }
}
