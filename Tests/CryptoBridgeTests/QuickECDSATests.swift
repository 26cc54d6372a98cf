// SPDX-License-Identifier: Apache-2.0
import CryptoBridge
import OpenSSLBridge
import TestSupport
import Testing

/// BoringSSL's answers held against OpenSSL's.
@Suite struct QuickECDSATests {
  /// A valid signature with what it belongs to.
  struct Sample: Sendable, CustomTestStringConvertible {
    let curve: QuickECDSA.Curve
    let function: QuickECDSA.HashFunction
    let point, message, signature: [UInt8]

    var testDescription: String { "\(curve) \(function)" }
    var named: NamedCurve { curve == .p256 ? .p256 : .p384 }

    func quick(_ signature: [UInt8], point: [UInt8]? = nil, message: [UInt8]? = nil) -> Bool {
      QuickECDSA.proves(
        signature[...], of: (message ?? self.message)[...], function, curve: curve, point: (point ?? self.point)[...])
    }

    /// OpenSSL's answer; nil where it takes the point for none.
    func slow(_ signature: [UInt8], point: [UInt8]? = nil, message: [UInt8]? = nil) -> Bool? {
      let algorithm: DigestAlgorithm =
        switch function {
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
      let point = point ?? self.point
      let bytes = point + signature
      let message = message ?? self.message
      let digest = Digest(algorithm, of: message.span)
      return SignatureVerifier().verifyECDSA(
        curve: named, point: 0..<point.count, signature: point.count..<bytes.count, digest: digest, in: bytes.span)
    }
  }

  private static let curves = ["P-256": QuickECDSA.Curve.p256, "P-384": .p384]
  private static let functions = ["sha256": QuickECDSA.HashFunction.sha256, "sha384": .sha384, "sha512": .sha512]

  /// The rows of the table that concern these curves and functions, as a sample and the outcome.
  private static let rows: [(sample: Sample, outcome: String)] = TestFiles.rows("signatures.tsv").compactMap { row in
    guard row[0] == "ecdsa", let curve = curves[row[2]], let function = functions[row[1]] else { return nil }
    let sample = Sample(
      curve: curve, function: function, point: TestFiles.hex(row[3]), message: TestFiles.hex(row[4]),
      signature: TestFiles.hex(row[5]))
    return (sample, row[6])
  }
  static let samples = rows.filter { $0.outcome == "valid" && $0.sample.point.first == 4 }.map(\.sample)

  @Test("there is a valid signature of every function on every curve")
  func hasSamples() {
    for curve in QuickECDSA.Curve.allCases {
      for function in QuickECDSA.HashFunction.allCases {
        #expect(QuickECDSATests.samples.contains { $0.curve == curve && $0.function == function })
      }
    }
  }

  @Test("in the table of signatures nothing is proved that is not valid, and all that are written as usual are")
  func agreesWithTable() {
    for (sample, outcome) in QuickECDSATests.rows {
      #expect(sample.quick(sample.signature) == (outcome == "valid" && sample.point.first == 4))
    }
  }

  @Test("a usual signature is proved, also with s turned into n - s, and no other message or key", arguments: samples)
  func proves(sample: Sample) throws {
    #expect(sample.quick(sample.signature) && sample.slow(sample.signature) == true)
    let (r, s) = try Hostile.numbers(sample.signature)
    let twin = Hostile.der(r, Hostile.difference(Hostile.order(sample.named), s))
    #expect(sample.quick(twin) && sample.slow(twin) == true)
    let other = sample.message + [0]
    #expect(!sample.quick(sample.signature, message: other) && sample.slow(sample.signature, message: other) == false)
    for point in Hostile.points(sample.point) {
      #expect(!sample.quick(sample.signature, point: point))
    }
  }

  @Test("hostile signatures are proved by neither", arguments: samples)
  func refusesHostile(sample: Sample) throws {
    let hostile = try Hostile.signatures(sample.signature, sample.named)
    #expect(hostile.count > 30)
    for (name, signature) in hostile {
      #expect(!sample.quick(signature), "\(name)")
      #expect(sample.slow(signature) == false, "\(name)")
    }
  }

  @Test("whatever bit of a signature is turned, both give the same answer (every seventh is tried)")
  func agreesOnFlips() {
    for sample in QuickECDSATests.samples where sample.function == .sha256 {
      for bit in stride(from: 0, to: 8 * sample.signature.count, by: 7) {
        var signature = sample.signature
        signature[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(sample.quick(signature) == (sample.slow(signature) == true))
      }
    }
  }
}
