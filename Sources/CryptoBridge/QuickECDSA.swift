// SPDX-License-Identifier: Apache-2.0
internal import Crypto

/// ECDSA signatures checked by swift-crypto's BoringSSL, which takes less time for them than OpenSSL.
///
/// It only ever proves a signature valid, and only where key and signature are written in the one way that every reader
/// takes; OpenSSL is to be asked about all others, so that its answer is the one that counts.
public enum QuickECDSA {
  /// The curves on which it is quicker; the raw value is the length of a coordinate in bytes.
  public enum Curve: Int, Sendable, CaseIterable {
    case p256 = 32
    case p384 = 48
  }

  /// The hash functions it knows; the raw value is the length of the digest in bits.
  public enum HashFunction: Int, Sendable, CaseIterable {
    case sha256 = 256
    case sha384 = 384
    case sha512 = 512
  }

  /// Whether the signature (RFC 3279 §2.2.3) of the message is proved valid for the uncompressed point (SEC 1 §2.3.3).
  ///
  /// False says nothing about the signature.
  public static func proves(
    _ signature: ArraySlice<UInt8>, of message: ArraySlice<UInt8>, _ function: HashFunction, curve: Curve,
    point: ArraySlice<UInt8>
  ) -> Bool {
    guard point.first == 4, let numbers = numbers(signature, width: curve.rawValue) else { return false }
    return switch function {
    case .sha256: proves(numbers, SHA256.hash(data: message), curve, point)
    case .sha384: proves(numbers, SHA384.hash(data: message), curve, point)
    case .sha512: proves(numbers, SHA512.hash(data: message), curve, point)
    }
  }

  private static func proves(
    _ numbers: [UInt8], _ digest: some Digest, _ curve: Curve, _ point: ArraySlice<UInt8>
  ) -> Bool {
    switch curve {
    case .p256:
      guard let key = try? P256.Signing.PublicKey(x963Representation: point),
        let signature = try? P256.Signing.ECDSASignature(rawRepresentation: numbers)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    case .p384:
      guard let key = try? P384.Signing.PublicKey(x963Representation: point),
        let signature = try? P384.Signing.ECDSASignature(rawRepresentation: numbers)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    }
  }

  /// r and s side by side, each at the curve's width; nil where the encoding is not the only one in DER.
  private static func numbers(_ signature: ArraySlice<UInt8>, width: Int) -> [UInt8]? {
    var rest = signature
    // On these curves the length of the SEQUENCE always fits one octet.
    guard rest.popFirst() == 0x30, let length = rest.popFirst(), length < 0x80, Int(length) == rest.count,
      let r = integer(&rest, width: width), let s = integer(&rest, width: width), rest.isEmpty
    else { return nil }
    var numbers: [UInt8] = []
    numbers.reserveCapacity(2 * width)
    for number in [r, s] {
      numbers += repeatElement(0, count: width - number.count)
      numbers += number
    }
    return numbers
  }

  /// The digits of a positive INTEGER without a needless zero octet.
  private static func integer(_ rest: inout ArraySlice<UInt8>, width: Int) -> ArraySlice<UInt8>? {
    guard rest.popFirst() == 0x02, let length = rest.popFirst(), length < 0x80, Int(length) <= rest.count else {
      return nil
    }
    let content = rest.prefix(Int(length))
    rest = rest.dropFirst(Int(length))
    guard let first = content.first, first < 0x80 else { return nil }
    guard first == 0 else { return content.count <= width ? content : nil }
    let digits = content.dropFirst()
    return digits.count <= width && (digits.first ?? 0) >= 0x80 ? digits : nil
  }
}
