// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The public key that follows from the numbers of a private key.
package enum DerivedKey: Sendable, Hashable {
  /// It is the public key that the file contains.
  case stored
  /// It is another RSA key: unsigned, big-endian.
  case rsa(modulus: [UInt8], exponent: [UInt8])
  /// It is another point, uncompressed.
  case ec(NamedCurve, point: [UInt8])
  /// The numbers belong to no key.
  case none
}

extension SigningKey {
  /// Computes the public key from the private numbers: a file may contain the public key of someone else.
  package var derivedKey: DerivedKey {
    defer { ERR_clear_error() }
    switch unsafe EVP_PKEY_get_base_id(pointer) {
    case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS: return derivedRSA
    case EVP_PKEY_EC: return derivedEC
    default: return .stored
    }
  }

  private var derivedRSA: DerivedKey {
    guard let modulus = number("n"), let exponent = number("e"), let secret = number("d") else { return .none }
    if let first = number("rsa-factor1"), let second = number("rsa-factor2") {
      let product = SecretNumber()
      guard unsafe BN_mul(product.pointer, first.pointer, second.pointer, product.context) == 1 else { return .none }
      if unsafe BN_cmp(product.pointer, modulus.pointer) == 0 {
        return inverts(secret, exponent, modulus) ? .stored : .none
      }
      if inverts(secret, exponent, product) { return .rsa(modulus: product.bytes, exponent: exponent.bytes) }
    }
    return inverts(secret, exponent, modulus) ? .stored : .none
  }

  /// Whether raising 2 to `e` and then to `d` gives 2.
  private func inverts(
    _ d: borrowing SecretNumber, _ e: borrowing SecretNumber, _ n: borrowing SecretNumber
  ) -> Bool {
    let power = SecretNumber()
    unsafe BN_set_word(power.pointer, 2)
    return unsafe BN_is_odd(n.pointer) == 1
      && BN_mod_exp(power.pointer, power.pointer, e.pointer, n.pointer, power.context) == 1
      && BN_mod_exp(power.pointer, power.pointer, d.pointer, n.pointer, power.context) == 1
      && BN_is_word(power.pointer, 2) == 1
  }

  private var derivedEC: DerivedKey {
    guard let secret = number("priv"), let curve = curve, let group = unsafe curve.group?.pointer else {
      return .stored
    }
    guard let point = unsafe EC_POINT_new(group) else { outOfMemory() }
    defer { unsafe EC_POINT_clear_free(point) }
    guard unsafe EC_POINT_mul(group, point, secret.pointer, nil, nil, secret.context) == 1 else { return .none }
    let octets = unsafe [UInt8](unsafeUninitializedCapacity: 2 * curve.coordinateLength + 1) { buffer, count in
      unsafe count = EC_POINT_point2oct(
        group, point, POINT_CONVERSION_UNCOMPRESSED, buffer.baseAddress, buffer.count, secret.context)
    }
    guard !octets.isEmpty else { return .none }
    return publicKeyInfo.suffix(octets.count).elementsEqual(octets) ? .stored : .ec(curve, point: octets)
  }

  /// The named curve of an EC key.
  private var curve: NamedCurve? {
    var name = [CChar](repeating: 0, count: 80)
    var length = 0
    guard unsafe EVP_PKEY_get_group_name(pointer, &name, name.count, &length) == 1 else { return nil }
    let number = unsafe OBJ_txt2nid(name)
    return NamedCurve.allCases.first { $0.nid == number }
  }

  private func number(_ name: String) -> SecretNumber? {
    var value: OpaquePointer?
    guard unsafe EVP_PKEY_get_bn_param(pointer, name, &value) == 1, let value = unsafe value else { return nil }
    return unsafe SecretNumber(owning: value)
  }
}

/// A number that is wiped at the end.
@safe private struct SecretNumber: ~Copyable {
  let pointer: OpaquePointer
  let context: OpaquePointer

  init(owning pointer: OpaquePointer) {
    guard let context = unsafe BN_CTX_secure_new() else { outOfMemory() }
    unsafe self.pointer = pointer
    unsafe self.context = context
  }

  init() {
    guard let pointer = unsafe BN_new() else { outOfMemory() }
    unsafe self.init(owning: pointer)
  }

  deinit {
    unsafe BN_clear_free(pointer)
    unsafe BN_CTX_free(context)
  }

  /// The value, big-endian.
  var bytes: [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Int(COpenSSL_BN_num_bytes(pointer))) { buffer, count in
      count = Int(unsafe BN_bn2bin(pointer, buffer.baseAddress))
    }
  }
}
