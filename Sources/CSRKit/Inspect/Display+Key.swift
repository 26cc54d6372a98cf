// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import PKCS10

extension SubjectPublicKeyInfo {
  /// What people call the algorithm: RSA, RSA-PSS, EC, Ed25519, ML-DSA-65, …, or the dotted identifier.
  public func displayName(in bytes: Span<UInt8>) -> String {
    switch algorithm.oid.known {
    case .rsaEncryption, .x500RSA: "RSA"
    case .rsassaPSS: "RSA-PSS"
    case .ecPublicKey: "EC"
    case .dsa: "DSA"
    case .some(let known): known.name
    case nil: algorithm.oid.dotted(in: bytes)
    }
  }

  /// P-256, P-384, P-521, another curve's name or identifier, `explicit`, or nil where the key is on no curve.
  func curveName(in bytes: Span<UInt8>) -> String? {
    guard case .ec(let ec) = key else { return nil }
    return switch ec.curve {
    case .named(let curve): curve.name
    case .other(let oid): oid.known?.name ?? oid.dotted(in: bytes)
    case .explicit: "explicit parameters"
    case .missing: nil
    }
  }
}
