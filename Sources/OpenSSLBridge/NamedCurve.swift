// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The curves that a CA may certify (Baseline Requirements 6.1.5) and one more that people try.
public enum NamedCurve: UInt8, Sendable, Hashable, CaseIterable {
  case p256, p384, p521, secp256k1

  /// The length of the field in bits.
  public var bits: Int {
    switch self {
    case .p256, .secp256k1: 256
    case .p384: 384
    case .p521: 521
    }
  }

  /// The name in FIPS 186 or SEC 2.
  public var name: String {
    switch self {
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .secp256k1: "secp256k1"
    }
  }

  /// The number of bytes of one coordinate.
  public var coordinateLength: Int { (bits + 7) / 8 }

  var nid: Int32 {
    switch self {
    case .p256: NID_X9_62_prime256v1
    case .p384: NID_secp384r1
    case .p521: NID_secp521r1
    case .secp256k1: NID_secp256k1
    }
  }
}
