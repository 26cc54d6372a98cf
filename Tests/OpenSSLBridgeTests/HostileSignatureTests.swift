// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

/// ECDSA verification of signatures and points that are malformed or altered.
@Suite struct HostileSignatureTests {
  /// A valid signature with its key and message.
  struct Sample: Sendable, CustomTestStringConvertible {
    let curve: NamedCurve
    let digest: DigestAlgorithm
    let point, message, signature: [UInt8]

    var testDescription: String { "\(curve) \(digest)" }

    /// Whether OpenSSL accepts the signature; nil if the point is not on the curve.
    func isValid(_ signature: [UInt8], point: [UInt8]? = nil, message: [UInt8]? = nil) -> Bool? {
      let point = point ?? self.point
      let bytes = point + signature
      let message = message ?? self.message
      return SignatureVerifier().verifyECDSA(
        curve: curve, point: 0..<point.count, signature: point.count..<bytes.count,
        digest: Digest(digest, of: message.span), in: bytes.span)
    }
  }

  private static let curves = ["P-256": NamedCurve.p256, "P-384": .p384]
  private static let digests = ["sha256": DigestAlgorithm.sha256, "sha384": .sha384, "sha512": .sha512]

  static let samples: [Sample] = TestFiles.rows("signatures.tsv").compactMap { row in
    guard row[0] == "ecdsa", row[6] == "valid", let curve = curves[row[2]], let digest = digests[row[1]] else {
      return nil
    }
    let point = TestFiles.hex(row[3])
    guard point.first == 4 else { return nil }
    return Sample(
      curve: curve, digest: digest, point: point, message: TestFiles.hex(row[4]), signature: TestFiles.hex(row[5]))
  }

  @Test("there is a valid signature of every hash function on every curve")
  func hasSamples() {
    for curve in HostileSignatureTests.curves.values {
      for digest in HostileSignatureTests.digests.values {
        #expect(HostileSignatureTests.samples.contains { $0.curve == curve && $0.digest == digest })
      }
    }
  }

  @Test("a valid signature and its counterpart n - s verify, for no other message and no other key", arguments: samples)
  func verifies(sample: Sample) throws {
    #expect(sample.isValid(sample.signature) == true)
    let (r, s) = try HostileSignatures.numbers(sample.signature)
    let twin = HostileSignatures.der(r, HostileSignatures.difference(HostileSignatures.order(sample.curve), s))
    #expect(sample.isValid(twin) == true)
    #expect(sample.isValid(sample.signature, message: sample.message + [0]) == false)
    let half = (sample.point.count - 1) / 2
    for point in HostileSignatures.points(sample.point) {
      // The compressed and hybrid forms are the same key.
      let isSameKey = [2, 3, 6, 7].contains(point.first) && point[1...half] == sample.point[1...half]
      #expect((sample.isValid(sample.signature, point: point) == true) == isSameKey, "\(point)")
    }
  }

  @Test("hostile signatures do not verify", arguments: samples)
  func refusesHostile(sample: Sample) throws {
    let hostile = try HostileSignatures.signatures(sample.signature, sample.curve)
    #expect(hostile.count > 30)
    for (name, signature) in hostile {
      #expect(sample.isValid(signature) == false, "\(name)")
    }
  }

  @Test("no signature with one bit changed verifies (every seventh bit is tried)")
  func refusesFlips() {
    for sample in HostileSignatureTests.samples where sample.digest == .sha256 {
      for bit in stride(from: 0, to: 8 * sample.signature.count, by: 7) {
        var signature = sample.signature
        signature[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(sample.isValid(signature) == false)
      }
    }
  }
}

/// Malformed and altered ECDSA signatures and points, derived from valid ones.
enum HostileSignatures {
  /// The order n of the curve's group (SEC 2 §2.4.2, §2.5.1), big-endian.
  static func order(_ curve: NamedCurve) -> [UInt8] {
    let tail: [UInt64] =
      curve == .p256
      ? [0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF, 0xBCE6_FAAD_A717_9E84, 0xF3B9_CAC2_FC63_2551]
      : [
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xC763_4D81_F437_2DDF,
        0x581A_0DB2_48B0_A77A, 0xECEC_196A_CCC5_2973,
      ]
    return tail.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }

  /// r and s without leading zeros, from a signature whose lengths fit one octet.
  static func numbers(_ signature: [UInt8]) throws -> ([UInt8], [UInt8]) {
    let first = Int(signature[3])
    let r = signature[4..<4 + first]
    let s = signature[6 + first..<6 + first + Int(signature[5 + first])]
    try #require(6 + first + s.count == signature.count)
    return (Array(r.drop { $0 == 0 }), Array(s.drop { $0 == 0 }))
  }

  static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    (BigNumber(bigEndian: left.span) - BigNumber(bigEndian: right.span)).bigEndianBytes() ?? []
  }

  static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    (BigNumber(bigEndian: left.span) + BigNumber(bigEndian: right.span)).bigEndianBytes() ?? []
  }

  /// An INTEGER with these octets, preceded by a zero if it would be negative.
  static func integer(_ digits: [UInt8]) -> [UInt8] {
    let content = (digits.first ?? 0x80) >= 0x80 ? [0] + digits : digits
    return raw(content)
  }

  /// An INTEGER with exactly these octets.
  static func raw(_ content: [UInt8]) -> [UInt8] { [0x02, UInt8(content.count)] + content }

  static func sequence(_ content: [UInt8]) -> [UInt8] { [0x30, UInt8(content.count)] + content }

  static func der(_ r: [UInt8], _ s: [UInt8]) -> [UInt8] { sequence(integer(r) + integer(s)) }

  /// Signatures derived from a valid one that no verifier may accept.
  static func signatures(_ signature: [UInt8], _ curve: NamedCurve) throws -> [(name: String, signature: [UInt8])] {
    let (r, s) = try numbers(signature)
    let n = order(curve)
    let numbers: [(String, [UInt8])] = [
      ("r = 0", der([], s)), ("s = 0", der(r, [])), ("r = s = 0", der([], [])), ("r = n", der(n, s)),
      ("s = n", der(r, n)), ("r = 1, s = 1", der([1], [1])), ("r = n, s = n", der(n, n)), ("r + n", der(sum(r, n), s)),
      ("s + n", der(r, sum(s, n))), ("r swapped with s", der(s, r)), ("n - r", der(difference(n, r), s)),
      ("all ones", der(n.map { _ in 0xFF }, n.map { _ in 0xFF })),
      ("negative r", sequence(raw([0x80] + r) + integer(s))), ("negative s", sequence(integer(r) + raw([0x80] + s))),
      ("r = -1", sequence(raw([0xFF]) + integer(s))), ("s = -1", sequence(integer(r) + raw([0xFF]))),
    ]
    let (first, second) = (integer(r), integer(s))
    let content = first + second
    let encodings: [(String, [UInt8])] = [
      ("empty", []), ("tag alone", [0x30]), ("empty SEQUENCE", [0x30, 0]), ("r alone", sequence(first)),
      ("three numbers", sequence(content + second)), ("trailing octet", signature + [0]),
      ("trailing octet inside", sequence(content + [0])), ("NULL inside", sequence(content + [5, 0])),
      ("padded r", sequence(raw([0, 0] + r) + second)), ("padded s", sequence(first + raw([0, 0] + s))),
      ("empty r", sequence(raw([]) + second)), ("empty s", sequence(first + raw([]))),
      ("SEQUENCE's length in two octets", [0x30, 0x81, UInt8(content.count)] + content),
      ("SEQUENCE's length in three octets", [0x30, 0x82, 0, UInt8(content.count)] + content),
      ("endless SEQUENCE", [0x30, 0x80] + content + [0, 0]),
      ("r's length in two octets", sequence([2, 0x81] + first.dropFirst() + second)),
      ("length too short", [0x30, UInt8(content.count - 1)] + content),
      ("length too long", [0x30, UInt8(content.count + 1)] + content), ("cut", signature.dropLast()),
      ("SET", [0x31] + signature.dropFirst()), ("OCTET STRING as r", sequence([4] + first.dropFirst() + second)),
      ("r and s without DER", r + s),
    ]
    return (numbers + encodings).map { (name: $0.0, signature: Array($0.1)) }
  }

  /// Points other than the key's, or in an unusual encoding.
  static func points(_ point: [UInt8]) -> [[UInt8]] {
    let half = (point.count - 1) / 2
    let zero = Array(repeating: 0 as UInt8, count: 2 * half)
    let compressed = [2 | (point.last ?? 0) & 1] + point[1...half]
    let hybrid = [6 | (point.last ?? 0) & 1] + point.dropFirst()
    return [
      [], [0], [4], [4] + zero, [0] + zero, Array(point.dropLast()), point + [0], compressed, hybrid,
      [5] + point.dropFirst(), point.dropLast() + [(point.last ?? 0) ^ 1],
      [4] + zero.map { _ in 0xFF },
    ]
  }
}
