// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Checks signatures, keeping what OpenSSL needs for it from one check to the next.
///
/// One verifier serves one thread at a time. RSA with PKCS #1 v1.5 padding and ECDSA on named curves go straight to the
/// arithmetic; everything else goes through `X509Request`.
public final class SignatureVerifier {
  private let rsa = RSAVerifier()
  private var curves: [ECDSAVerifier?] = Array(repeating: nil, count: NamedCurve.allCases.count)

  /// A verifier; the groups of curves are made when first needed.
  public init() {}

  /// Whether an RSA signature with PKCS #1 v1.5 padding is valid, or nil where the key cannot be computed with.
  public func verifyRSA(
    modulus: Range<Int>, exponent: Range<Int>, signature: Range<Int>, digest: Digest, in bytes: Span<UInt8>
  ) -> Bool? {
    rsa.verify(modulus: modulus, exponent: exponent, signature: signature, digest: digest, in: bytes)
  }

  /// Whether an ECDSA signature is valid, or nil where the point is not on the curve.
  public func verifyECDSA(
    curve: NamedCurve, point: Range<Int>, signature: Range<Int>, digest: Digest, in bytes: Span<UInt8>
  ) -> Bool? {
    let index = Int(curve.rawValue)
    let verifier = curves[index] ?? ECDSAVerifier(curve)
    curves[index] = verifier
    return verifier.verify(point: point, signature: signature, digest: digest, in: bytes)
  }
}
