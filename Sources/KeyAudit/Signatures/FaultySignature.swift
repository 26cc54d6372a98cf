// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge
package import PKCS10

/// RSA signatures that are right modulo one prime only: the signer computed the other half wrongly.
///
/// With the Chinese remainder theorem, s^e is the encoded message modulo one prime, but not modulo the other. The greatest
/// common divisor of s^e - EM and the modulus is then the first prime. The encoded message of PKCS #1 v1.5 is known; that
/// of RSASSA-PSS contains random bits.
package enum FaultySignature {
  static let check = KeyCheck(
    "faulty-signature", .signature,
    finds: "an RSA signature with a computation error, which reveals the factors of the modulus",
    source: "Boneh, DeMillo and Lipton, On the Importance of Checking Cryptographic Protocols for Faults (1997)")

  /// Returns a hit if the signature of a request reveals the factors of its modulus.
  ///
  /// Only two primes of similar length count: the damage to a request that was copied can leave small common divisors.
  package static func find(in request: CertificationRequest, with verifier: SignatureVerifier) -> KeyHit? {
    guard case .rsa(let key) = request.publicKey.key, !key.isNegative, !request.signature.isEmpty,
      let block = verifier.recoverRSA(
        modulus: key.modulus, exponent: key.exponent, signature: Array(request.der[request.signature]),
        in: request.der.span)
    else { return nil }
    let modulus = BigNumber(bigEndian: request.der.span.extracting(key.modulus))
    let recovered = BigNumber(bigEndian: block.span)
    let candidates = messages(of: request, length: key.modulus.count)
    // One common divisor for all hash functions; most signatures have none.
    var product = BigNumber(1)
    for candidate in candidates {
      let difference = recovered - BigNumber(bigEndian: candidate.message.span)
      guard !difference.isZero, let next = (product * difference).remainder(dividingBy: modulus) else { return nil }
      product = next
    }
    guard !product.isZero, !product.isCoprime(toOdd: modulus) else { return nil }
    for candidate in candidates {
      let difference = recovered - BigNumber(bigEndian: candidate.message.span)
      if let hit = hit(modulus, difference.greatestCommonDivisor(modulus), candidate.digest) { return hit }
    }
    return nil
  }

  private static func hit(
    _ modulus: borrowing BigNumber, _ divisor: borrowing BigNumber, _ digest: DigestAlgorithm
  ) -> KeyHit? {
    guard !divisor.isOne, let cofactor = modulus.quotient(dividingBy: divisor),
      FactorPair.isComplete(divisor, cofactor)
    else { return nil }
    return KeyHit(
      check, .proven, .compromised, predicts: PredictedCode.compromised,
      [Evidence("p", divisor), Evidence("q", cofactor), Evidence("hash", "\(digest)")])
  }

  /// The encoded messages of the signed part with each hash function (RFC 8017 §9.2), with and without NULL parameters.
  private static func messages(
    of request: CertificationRequest, length: Int
  ) -> [(digest: DigestAlgorithm, message: [UInt8])] {
    DigestAlgorithm.allCases.flatMap { algorithm in
      let digest = Digest(algorithm, of: request.info, in: request.der.span).bytes
      return [true, false].compactMap { hasNull -> (digest: DigestAlgorithm, message: [UInt8])? in
        let content = algorithm.digestInfo(hasNull: hasNull) + digest
        guard length >= content.count + 11 else { return nil }
        let padding = Array(repeating: UInt8(0xFF), count: length - content.count - 3)
        return (algorithm, [0, 1] + padding + [0] + content)
      }
    }
  }
}
