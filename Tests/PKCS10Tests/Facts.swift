// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10

extension SignatureStatus {
  /// As in the expectations: true, false, or nil where it cannot be checked.
  var isValid: Bool? {
    switch self {
    case .valid: true
    case .invalid: false
    case .notCheckable: nil
    }
  }
}

extension PublicKey {
  /// The case's name, as in the expectations.
  var kindName: String {
    switch self {
    case .rsa: "rsa"
    case .ec: "ec"
    case .edwards: "edwards"
    case .dsa: "dsa"
    case .opaque: "opaque"
    case .malformed: "malformed"
    }
  }

  /// The curve's name or dotted identifier, `explicit`, or nil.
  func curveName(in bytes: Span<UInt8>) -> String? {
    guard case .ec(let key) = self else { return nil }
    switch key.curve {
    case .named(let curve): return curve.name
    case .other(let oid): return oid.known?.name ?? oid.dotted(in: bytes)
    case .explicit: return "explicit"
    case .missing: return nil
    }
  }
}
