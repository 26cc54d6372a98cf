// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The group of an elliptic curve. OpenSSL does not change it after its creation, so that threads can share it.
@safe final class CurveGroup: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Takes a group over; nil, and OpenSSL's errors are cleared, if there is none.
  init?(owning pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else {
      ERR_clear_error()
      return nil
    }
    unsafe self.pointer = pointer
  }

  /// Creates the group of OpenSSL's numeric identifier; nil if this build does not have it.
  convenience init?(_ number: Int32) { unsafe self.init(owning: EC_GROUP_new_by_curve_name(number)) }

  deinit { unsafe EC_GROUP_free(pointer) }

  fileprivate static let p256 = CurveGroup(NamedCurve.p256.nid)
  fileprivate static let p384 = CurveGroup(NamedCurve.p384.nid)
  fileprivate static let p521 = CurveGroup(NamedCurve.p521.nid)
  fileprivate static let secp256k1 = CurveGroup(NamedCurve.secp256k1.nid)
}

extension NamedCurve {
  /// The group, which is created once: that costs as much as several multiplications of the generator. Nil if this build of
  /// OpenSSL does not have the curve.
  var group: CurveGroup? {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    case .secp256k1: .secp256k1
    }
  }
}
