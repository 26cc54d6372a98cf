// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

/// ECDSA verification of signatures and points that are malformed or altered.
@Suite struct HostileSignatureTests {
  /// A valid signature with the key and the message it belongs to.
  struct Sample: Sendable, CustomTestStringConvertible {
    let curve: NamedCurve
    let digest: DigestAlgorithm
    let point, message, signature: [UInt8]

    var testDescription: String { "\(curve) \(digest)" }

    /// Whether OpenSSL accepts the signature; nil where the point is not on the curve.
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

  @Test("a valid signature and its twin n - s verify, for no other message and no other key", arguments: samples)
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
