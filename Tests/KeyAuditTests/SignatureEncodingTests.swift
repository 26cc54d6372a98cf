// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

/// Encodings of ECDSA signatures, of which only DER is valid.
@Suite struct SignatureEncodingTests {
  @Test(arguments: [NamedCurve.p256, .p384, .p521])
  func `a signature is valid in the encodings in which OpenSSL accepts it`(curve: NamedCurve) throws {
    var random = SeededGenerator(state: 81)
    let signer = try #require(NonceSigner(curve, &random))
    var accepted: Set<String> = []
    // Numbers with and without a zero before them, of which the high bit of the first octet decides.
    for name in 0..<12 {
      let der = try #require(try signer.request(nonce: random.number(below: signer.order), name: name).request)
      let original = try CertificationRequest(der: der)
      for variant in Self.variants(Array(der[original.signature])) {
        let request = try CertificationRequest(der: Self.request(original, signature: variant.encoding))
        let direct = SignatureVerifier().verifyECDSA(
          curve: curve, point: try #require(Self.point(request)), signature: request.signature,
          digest: Digest(.sha256, of: request.info, in: request.der.span), in: request.der.span)
        let peer = try X509Request.parse(request.der.span).verify()
        let isValid = if case .valid = peer { true } else { false }
        #expect(direct == isValid, "\(curve), \(variant.name)")
        if isValid { accepted.insert(variant.name) }
      }
    }
    #expect(accepted == ["as signed"])
  }

  private static func point(_ request: CertificationRequest) -> Range<Int>? {
    if case .ec(let key) = request.publicKey.key { key.point } else { nil }
  }

  private static func request(_ request: CertificationRequest, signature: [UInt8]) -> [UInt8] {
    let algorithm = request.der[request.signatureAlgorithm.range]
    return DER.sequence(request.der[request.info] + algorithm + DER.tagged(0x03, [0] + signature))
  }

  /// Other encodings of the numbers, and encodings of other numbers.
  private static func variants(_ signed: [UInt8]) -> [(name: String, encoding: [UInt8])] {
    let body = Array(signed[(signed[1] == 0x81 ? 3 : 2)...])
    let split = 2 + Int(body[1])
    let (r, s) = (Array(body[2..<split]), Array(body[(split + 2)...]))
    let pair = { (r: [UInt8], s: [UInt8]) in DER.sequence(DER.tagged(2, r) + DER.tagged(2, s)) }
    let content = DER.tagged(2, r) + DER.tagged(2, s)
    let count = UInt8(content.count)
    return [
      ("as signed", pair(r, s)),
      ("a zero before r", pair([0] + r, s)),
      ("a zero before s", pair(r, [0] + s)),
      ("r negative", pair([UInt8(0x80 | r[0])] + r.dropFirst(), s)),
      ("s negative", pair(r, [0xFF] + s)),
      ("r empty", pair([], s)),
      ("s empty", pair(r, [])),
      ("r zero", pair([0], s)),
      ("exchanged", pair(s, r)),
      ("length in two octets", [0x30, 0x82, 0, count] + content),
      ("length in a needless octet", (count < 0x80 ? [0x30, 0x81, count] : [0x30, 0x83, 0, 0, count]) + content),
      ("length of r in a needless octet", DER.sequence([0x02, 0x81, UInt8(r.count)] + r + DER.tagged(2, s))),
      ("indefinite length", [0x30, 0x80] + content + [0, 0]),
      ("data after s", DER.sequence(content + [0x05, 0x00])),
      ("data after the signature", DER.sequence(content) + [0]),
      ("a SET", DER.tagged(0x31, content)),
      ("r a BIT STRING", DER.sequence(DER.tagged(3, r) + DER.tagged(2, s))),
      ("r alone", DER.sequence(DER.tagged(2, r))),
      ("cut", signed.dropLast()),
      ("empty", []),
    ]
  }
}
