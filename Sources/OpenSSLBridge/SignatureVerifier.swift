// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Verifies signatures and reuses OpenSSL's objects between verifications.
///
/// One verifier serves one thread at a time. RSA with PKCS #1 v1.5 padding and ECDSA on named curves are computed
/// directly; everything else goes through `X509Request`.
package final class SignatureVerifier {
  private let rsa = RSAVerifier()
  private var curves: [ECDSAVerifier?] = Array(repeating: nil, count: NamedCurve.allCases.count)

  /// Creates a verifier; the groups of curves are created on first use.
  package init() {}

  /// Whether an RSA signature with PKCS #1 v1.5 padding is valid; nil if the key is unusable.
  package func verifyRSA(
    modulus: Range<Int>, exponent: Range<Int>, signature: Range<Int>, digest: Digest, in bytes: Span<UInt8>
  ) -> Bool? {
    rsa.verify(modulus: modulus, exponent: exponent, signature: signature, digest: digest, in: bytes)
  }

  /// The encoded message in an RSA signature, as long as the modulus (RFC 8017 §5.2.2); nil if the key is unusable or
  /// the signature is not less than the modulus.
  package func recoverRSA(
    modulus: Range<Int>, exponent: Range<Int>, signature: [UInt8], in bytes: Span<UInt8>
  ) -> [UInt8]? {
    rsa.recover(modulus: modulus, exponent: exponent, signature: signature, in: bytes)
  }

  /// Whether an ECDSA signature is valid; nil if the point is not on the curve.
  package func verifyECDSA(
    curve: NamedCurve, point: Range<Int>, signature: Range<Int>, digest: Digest, in bytes: Span<UInt8>
  ) -> Bool? {
    let index = Int(curve.rawValue)
    let verifier = curves[index] ?? ECDSAVerifier(curve)
    curves[index] = verifier
    return verifier.verify(point: point, signature: signature, digest: digest, in: bytes)
  }
}

/// Verifies RSA signatures with PKCS #1 v1.5 padding and reuses its numbers from key to key.
///
/// `RSA_verify` with a new key spends a quarter of its time on creating the key, its locks and its blinding; a public
/// operation needs only the modular exponentiation.
@safe final class RSAVerifier {
  private let modulus = unsafe BN_new()
  private let signature = unsafe BN_new()
  private let exponent = unsafe BN_new()
  private let power = unsafe BN_new()
  /// The encoded message with a digest of zeros, for one length and one hash function, and the expected number.
  private let frame = unsafe BN_new()
  private let expected = unsafe BN_new()
  private var framed: (length: Int, algorithm: DigestAlgorithm)?
  private let montgomery = unsafe BN_MONT_CTX_new()
  private let context = unsafe BN_CTX_new()

  deinit {
    unsafe BN_free(modulus)
    unsafe BN_free(signature)
    unsafe BN_free(exponent)
    unsafe BN_free(power)
    unsafe BN_free(frame)
    unsafe BN_free(expected)
    unsafe BN_MONT_CTX_free(montgomery)
    unsafe BN_CTX_free(context)
  }

  /// Whether the signature is valid (RFC 8017 §8.2.2); nil if the key is unusable.
  ///
  /// - Parameters: all ranges are in `bytes`; modulus and exponent are unsigned and big-endian.
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

  /// Computes the encoded message in a signature; nil if the key is unusable or the signature is out of range.
  func recover(modulus n: Range<Int>, exponent e: Range<Int>, signature s: [UInt8], in bytes: Span<UInt8>) -> [UInt8]? {
    guard unsafe load(modulus, n, bytes), unsafe load(exponent, e, bytes),
      unsafe load(signature, 0..<s.count, s.span), unsafe BN_is_odd(modulus) == 1,
      unsafe BN_ucmp(modulus, exponent) > 0, isAffordable, unsafe BN_ucmp(signature, modulus) < 0,
      unsafe BN_MONT_CTX_set(montgomery, modulus, context) == 1, raise()
    else { return nil }
    let length = Int(unsafe COpenSSL_BN_num_bytes(modulus))
    return unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      count = max(0, Int(unsafe BN_bn2binpad(power, buffer.baseAddress, Int32(length))))
    }
  }

  /// Whether one verification takes no longer than with a modulus and an exponent of 3072 bits, the largest exponent
  /// that OpenSSL accepts; for a larger modulus, OpenSSL accepts only exponents of 64 bits.
  private var isAffordable: Bool {
    let (size, power) = (Int(unsafe BN_num_bits(modulus)), Int(unsafe BN_num_bits(exponent)))
    return size <= 16384 && (size <= 3072 || size * size * power <= 3072 * 3072 * 3072)
  }

  private func load(_ number: OpaquePointer?, _ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      unsafe BN_bin2bn(buffer.baseAddress, Int32(buffer.count), number) != nil
    }
  }

  /// Computes `power = signature ^ exponent mod modulus`.
  ///
  /// For 2^16 + 1, the exponent of nearly every key: sixteen squarings in Montgomery form and one multiplication by the
  /// plain signature, which also converts the result from that form.
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
  ///
  /// It is compared as a number, which is the same from key to key except for the digest at its end.
  private func matches(_ digest: Digest, length: Int) -> Bool {
    guard prepareFrame(digest.algorithm, length: length) else { return false }
    return digest.withBytes { hash in
      unsafe load(expected, 0..<hash.count, hash) && BN_uadd(expected, frame, expected) == 1
        && BN_ucmp(expected, power) == 0
    }
  }

  /// Prepares `frame` unless it is ready; returns false if the modulus is too short.
  private func prepareFrame(_ algorithm: DigestAlgorithm, length: Int) -> Bool {
    if let framed, framed == (length, algorithm) { return true }
    let info = RSAVerifier.prefixes[Int(algorithm.rawValue)] + Array(repeating: 0, count: algorithm.length)
    guard length >= info.count + 11 else { return false }
    let message = [0, 1] + Array(repeating: 0xFF, count: length - info.count - 3) + [0] + info
    framed = unsafe load(frame, 0..<length, message.span) ? (length, algorithm) : nil
    return framed != nil
  }

  /// The DigestInfo up to the digest, in the order of `DigestAlgorithm` (RFC 8017 §9.2, note 1).
  private static let prefixes: [[UInt8]] = DigestAlgorithm.allCases.map { digestInfo($0, parameters: [0x05, 0x00]) }

  /// A DigestInfo up to the digest.
  static func digestInfo(_ algorithm: DigestAlgorithm, parameters: [UInt8]) -> [UInt8] {
    let object: [UInt8] =
      switch algorithm {
      case .md5: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x05]
      case .sha1: [0x2B, 0x0E, 0x03, 0x02, 0x1A]
      case .sha224: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04]
      case .sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
      case .sha384: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]
      case .sha512: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]
      }
    let identifier = [0x06, UInt8(object.count)] + object + parameters
    let content = [0x30, UInt8(identifier.count)] + identifier + [0x04, UInt8(algorithm.length)]
    return [0x30, UInt8(content.count + algorithm.length)] + content
  }
}

extension DigestAlgorithm {
  /// The DigestInfo up to the digest (RFC 8017 §9.2, note 1), with NULL parameters or without parameters.
  package func digestInfo(hasNull: Bool) -> [UInt8] {
    RSAVerifier.digestInfo(self, parameters: hasNull ? [0x05, 0x00] : [])
  }
}

/// Verifies ECDSA signatures on one curve and reuses the key object.
@safe final class ECDSAVerifier {
  private let key: OpaquePointer
  private let context = unsafe BN_CTX_new()

  init(_ curve: NamedCurve) {
    guard let group = curve.group, let key = unsafe EC_KEY_new(), unsafe EC_KEY_set_group(key, group.pointer) == 1
    else { outOfMemory() }
    unsafe self.key = key
  }

  deinit {
    unsafe EC_KEY_free(key)
    unsafe BN_CTX_free(context)
  }

  /// Whether the signature is valid (FIPS 186-5 §6.4.2); nil if the point is not on the curve.
  ///
  /// - Parameters: all ranges are in `bytes`; the point is encoded as in SEC 1 §2.3.3, the signature as in RFC 3279
  ///   §2.2.3.
  func verify(point: Range<Int>, signature: Range<Int>, digest: Digest, in bytes: Span<UInt8>) -> Bool? {
    let isOnCurve = unsafe bytes.extracting(point).withUnsafeBufferPointer { octets in
      unsafe EC_KEY_oct2key(key, octets.baseAddress, octets.count, context) == 1
    }
    guard isOnCurve else {
      ERR_clear_error()
      return nil
    }
    let outcome = digest.withBytes { hash in
      unsafe bytes.extracting(signature).withUnsafeBufferPointer { input in
        unsafe hash.withUnsafeBufferPointer { message in
          unsafe ECDSA_verify(
            0, message.baseAddress, Int32(message.count), input.baseAddress, Int32(input.count), key)
        }
      }
    }
    if outcome < 0 { ERR_clear_error() }
    return outcome == 1
  }
}
