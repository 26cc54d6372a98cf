// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Checks RSA signatures with PKCS #1 v1.5 padding; its numbers are kept from one key to the next.
///
/// `RSA_verify` on a fresh key spends a quarter of its time on making the key, its locks and its blinding; the modular
/// power itself is all that a public operation needs.
@safe final class RSAVerifier {
  private let modulus = unsafe BN_new()
  private let signature = unsafe BN_new()
  private let exponent = unsafe BN_new()
  private let power = unsafe BN_new()
  private let montgomery = unsafe BN_MONT_CTX_new()
  private let context = unsafe BN_CTX_new()

  deinit {
    unsafe BN_free(modulus)
    unsafe BN_free(signature)
    unsafe BN_free(exponent)
    unsafe BN_free(power)
    unsafe BN_MONT_CTX_free(montgomery)
    unsafe BN_CTX_free(context)
  }

  /// Whether the signature is valid (RFC 8017 §8.2.2), or nil where the key is none that can be computed with.
  ///
  /// - Parameters: all ranges lie in `bytes`; modulus and exponent are unsigned and big-endian.
  func verify(
    modulus n: Range<Int>, exponent e: Range<Int>, signature s: Range<Int>, digest: Digest, in bytes: Span<UInt8>
  ) -> Bool? {
    guard unsafe load(modulus, n, bytes), unsafe load(exponent, e, bytes), unsafe load(signature, s, bytes) else {
      return nil
    }
    let length = Int(unsafe COpenSSL_BN_num_bytes(modulus))
    guard unsafe BN_is_odd(modulus) == 1, unsafe BN_ucmp(modulus, exponent) > 0, isAffordable else { return nil }
    guard s.count == length, unsafe BN_ucmp(signature, modulus) < 0 else { return false }
    guard unsafe BN_MONT_CTX_set(montgomery, modulus, context) == 1, raise() else { return nil }
    return matches(digest, length: length)
  }

  /// OpenSSL's own limits: beyond them a single check could take seconds (`OPENSSL_RSA_MAX_PUBEXP_BITS`).
  private var isAffordable: Bool {
    let (size, power) = (unsafe BN_num_bits(modulus), unsafe BN_num_bits(exponent))
    return size <= 16384 && (size <= 3072 || power <= 64)
  }

  private func load(_ number: OpaquePointer?, _ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      unsafe BN_bin2bn(buffer.baseAddress, Int32(buffer.count), number) != nil
    }
  }

  /// Computes `power = signature ^ exponent mod modulus`.
  ///
  /// For 2^16 + 1, nearly every key's exponent, sixteen squarings in Montgomery form and one product with the plain
  /// signature, which also leaves that form.
  private func raise() -> Bool {
    guard unsafe BN_is_word(exponent, 65537) == 1 else {
      return unsafe BN_mod_exp_mont(power, signature, exponent, modulus, context, montgomery) == 1
    }
    guard unsafe BN_to_montgomery(power, signature, montgomery, context) == 1 else { return false }
    for _ in 0..<16 {
      guard unsafe BN_mod_mul_montgomery(power, power, power, montgomery, context) == 1 else { return false }
    }
    return unsafe BN_mod_mul_montgomery(power, power, signature, montgomery, context) == 1
  }

  /// Whether `power` is the encoded message of the digest: 00 01 FF … 00 DigestInfo (RFC 8017 §9.2).
  private func matches(_ digest: Digest, length: Int) -> Bool {
    let prefix = RSAVerifier.prefixes[Int(digest.algorithm.rawValue)]
    let tail = prefix.count + digest.count
    guard length >= tail + 11 else { return false }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { message in
      guard unsafe BN_bn2binpad(power, message.baseAddress, Int32(length)) == Int32(length) else { return false }
      let start = length - tail
      guard unsafe message[0] == 0, unsafe message[1] == 1, unsafe message[start - 1] == 0 else { return false }
      for index in 2..<start - 1 where unsafe message[index] != 0xFF { return false }
      for index in 0..<prefix.count where unsafe message[start + index] != prefix[index] { return false }
      for index in 0..<digest.count where unsafe message[start + prefix.count + index] != digest[index] {
        return false
      }
      return true
    }
  }

  /// The DigestInfo before the digest itself, in the order of `DigestAlgorithm` (RFC 8017 §9.2, note 1).
  private static let prefixes: [[UInt8]] = DigestAlgorithm.allCases.map { algorithm in
    let object: [UInt8] =
      switch algorithm {
      case .md5: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x05]
      case .sha1: [0x2B, 0x0E, 0x03, 0x02, 0x1A]
      case .sha224: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04]
      case .sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
      case .sha384: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]
      case .sha512: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]
      }
    let identifier = [0x06, UInt8(object.count)] + object + [0x05, 0x00]
    let content = [0x30, UInt8(identifier.count)] + identifier + [0x04, UInt8(algorithm.length)]
    return [0x30, UInt8(content.count + algorithm.length)] + content
  }
}
