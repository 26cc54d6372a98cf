// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Looks for the algorithm and the form in which a signature verifies with the key of its request.
struct SignatureSearch {
  private let request: CertificationRequest
  private let verifier: SignatureVerifier
  private let label: SignatureAlgorithm
  /// The digest of the signed part with each hash function, the one that the request names first.
  private let digests: [Digest]

  init(_ request: CertificationRequest, _ verifier: SignatureVerifier) {
    self.request = request
    self.verifier = verifier
    let label = SignatureAlgorithm(request.signatureAlgorithm.oid)
    self.label = label
    let bytes = request.der.span
    let others = DigestAlgorithm.allCases.reversed().filter { $0 != label.digest }
    digests = ((label.digest.map { [$0] } ?? []) + others).map { Digest($0, of: request.info, in: bytes) }
  }

  /// What the signature shows; nil if nothing relates it to the key.
  var fault: SignatureFault? {
    let octets = Array(request.der[request.signature])
    switch request.publicKey.key {
    case .rsa(let key): return rsa(key, octets)
    case .ec(let key):
      guard case .named(let curve) = key.curve else { return other(octets) }
      return ecdsa(curve, key.point, octets)
    default: return other(octets)
    }
  }

  // MARK: RSA

  private func rsa(_ key: PublicKey.RSA, _ octets: [UInt8]) -> SignatureFault? {
    for (form, candidate) in SignatureForm.candidates(octets, length: key.modulus.count) {
      guard candidate.count == key.modulus.count,
        let block = verifier.recoverRSA(
          modulus: key.modulus, exponent: key.exponent, signature: candidate, in: request.der.span),
        let found = interpret(block, bits: key.bits)
      else { continue }
      if let form, found.provesKey { return .encoding(form) }
      return found
    }
    return nil
  }

  /// What an encoded message shows; nil for noise.
  private func interpret(_ block: [UInt8], bits: Int) -> SignatureFault? {
    let content = EncodedMessage.content(of: block)
    for digest in digests {
      let value = digest.bytes
      if block.suffix(value.count).elementsEqual(value) { return interpret(content, digest.algorithm, value) }
      if PSSBlock(block, bits: bits, hash: digest.algorithm)?.isSignature(of: value) == true {
        return .otherAlgorithm(.rsaPSS, digest.algorithm)
      }
    }
    guard let content else { return nil }
    return digests.first { digest in
      let prefix = digest.algorithm.digestInfo(hasNull: true)
      return content.count == prefix.count + digest.count && content.starts(with: prefix)
    }.map { .otherContent($0.algorithm) }
  }

  /// The form of an encoded message that ends with the right digest.
  private func interpret(_ content: ArraySlice<UInt8>?, _ hash: DigestAlgorithm, _ value: [UInt8]) -> SignatureFault {
    guard let content else { return .encoding(.padding) }
    let prefix = content.dropLast(value.count)
    if prefix.isEmpty { return .encoding(.bareDigest) }
    if prefix.elementsEqual(hash.digestInfo(hasNull: false)) { return .encoding(.noParameters) }
    guard prefix.elementsEqual(hash.digestInfo(hasNull: true)) else { return .encoding(.padding) }
    return .otherAlgorithm(.rsaPKCS1, hash)
  }

  // MARK: ECDSA

  private func ecdsa(_ curve: NamedCurve, _ point: Range<Int>, _ octets: [UInt8]) -> SignatureFault? {
    for (form, candidate) in SignatureForm.candidates(octets, length: nil) {
      for numbers in ECDSANumbers.readings(of: candidate, curve: curve) {
        guard let hash = hash(curve, point, numbers.der) else { continue }
        if let form = form ?? numbers.form { return .encoding(form) }
        return .otherAlgorithm(.ecdsa, hash)
      }
    }
    return nil
  }

  /// The hash function with which a signature in DER verifies.
  private func hash(_ curve: NamedCurve, _ point: Range<Int>, _ signature: [UInt8]) -> DigestAlgorithm? {
    let bytes = Array(request.der[point]) + signature
    return digests.first { digest in
      verifier.verifyECDSA(
        curve: curve, point: 0..<point.count, signature: point.count..<bytes.count, digest: digest, in: bytes.span)
        == true
    }?.algorithm
  }

  // MARK: Other keys

  /// Tries the other forms with OpenSSL, in a copy of the request.
  private func other(_ octets: [UInt8]) -> SignatureFault? {
    for (form, candidate) in SignatureForm.candidates(octets, length: nil) {
      guard let form, let copy = try? X509Request.parse(request.der(signature: candidate).span),
        copy.verify() == .valid
      else { continue }
      return .encoding(form)
    }
    return nil
  }
}

/// The encoded message of RSASSA-PKCS1-v1_5 (RFC 8017 §9.2).
enum EncodedMessage {
  /// The content after the padding `00 01 FF … FF 00`; nil for another padding.
  static func content(of block: [UInt8]) -> ArraySlice<UInt8>? {
    guard block.count > 11, block[0] == 0, block[1] == 1 else { return nil }
    guard let end = block[2...].firstIndex(where: { $0 != 0xFF }), end >= 10, block[end] == 0 else { return nil }
    return block[(end + 1)...]
  }
}

/// The encoded message of RSASSA-PSS (RFC 8017 §9.1.2), with MGF1 over the same hash function.
private struct PSSBlock {
  private let hash: DigestAlgorithm
  private let salt: ArraySlice<UInt8>
  private let expected: ArraySlice<UInt8>

  /// Undoes the mask; nil for another encoding.
  init?(_ block: [UInt8], bits: Int, hash: DigestAlgorithm) {
    let length = (bits + 6) / 8
    let message = block.suffix(length)
    guard message.last == 0xBC, length > 2 * hash.length else { return nil }
    expected = message.dropLast().suffix(hash.length)
    var data = Array(message.dropLast(hash.length + 1))
    let mask = PSSBlock.mask(Array(expected), hash, count: data.count)
    for index in data.indices { data[index] ^= mask[index] }
    data[0] &= 0xFF >> UInt8(8 * length - (bits - 1))
    guard let one = data.firstIndex(where: { $0 != 0 }), data[one] == 1 else { return nil }
    salt = data[(one + 1)...]
    self.hash = hash
  }

  func isSignature(of digest: [UInt8]) -> Bool {
    let message = Array(repeating: 0, count: 8) + digest + salt
    return Digest(hash, of: message.span).bytes.elementsEqual(expected)
  }

  /// MGF1 (RFC 8017 §B.2.1).
  private static func mask(_ seed: [UInt8], _ hash: DigestAlgorithm, count: Int) -> [UInt8] {
    var mask: [UInt8] = []
    var counter: UInt32 = 0
    while mask.count < count {
      let input = seed + (0..<4).map { UInt8(truncatingIfNeeded: counter >> (24 - 8 * UInt32($0))) }
      mask += Digest(hash, of: input.span).bytes
      counter += 1
    }
    return mask
  }
}

/// The two numbers of an ECDSA signature, in DER, and the form in which they were found.
private struct ECDSANumbers {
  let form: SignatureForm?
  let der: [UInt8]

  /// The ways to read octets as two numbers.
  static func readings(of octets: [UInt8], curve: NamedCurve) -> [ECDSANumbers] {
    if let (r, s) = numbers(in: octets) {
      let der = sequence(r, s)
      return [ECDSANumbers(form: der == octets ? nil : .numbersIrregular, der: der)]
    }
    let width = curve.coordinateLength
    guard octets.count == 2 * width else { return [] }
    let (r, s) = (octets[..<width], octets[width...])
    return [
      ECDSANumbers(form: .numbersSideBySide, der: sequence(r, s)),
      ECDSANumbers(form: .numbersReversed, der: sequence(ArraySlice(r.reversed()), ArraySlice(s.reversed()))),
    ]
  }

  /// The magnitudes in a SEQUENCE of two INTEGERs; data after them is ignored.
  private static func numbers(in octets: [UInt8]) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    let bytes = octets.span
    var outer = Cursor(0..<octets.count)
    guard let list = try? outer.next(.sequence, in: bytes) else { return nil }
    var inner = Cursor(list.content)
    guard let r = try? inner.next(.integer, in: bytes), let s = try? inner.next(.integer, in: bytes) else { return nil }
    return (octets[r.content], octets[s.content])
  }

  private static func sequence(_ r: ArraySlice<UInt8>, _ s: ArraySlice<UInt8>) -> [UInt8] {
    DERWriting.element(.sequence, [r, s].flatMap { DERWriting.unsigned($0) })
  }
}

/// Writes the few elements of a repaired signature.
enum DERWriting {
  static func element(_ tag: Tag, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    let header = content.count < 0x80 ? [UInt8(content.count)] : [0x80 | UInt8(length.count)] + length
    return [tag.octet] + header + content
  }

  /// A positive INTEGER.
  static func unsigned(_ magnitude: ArraySlice<UInt8>) -> [UInt8] {
    let significant = magnitude.drop { $0 == 0 }
    let needsZero = significant.first.map { $0 >= 0x80 } ?? true
    return element(.integer, (needsZero ? [0] : []) + significant)
  }
}

extension CertificationRequest {
  /// The request with another signature.
  fileprivate func der(signature: [UInt8]) -> [UInt8] {
    let value = DERWriting.element(.bitString, [0] + signature)
    return DERWriting.element(.sequence, Array(der[info]) + der[signatureAlgorithm.range] + value)
  }
}
