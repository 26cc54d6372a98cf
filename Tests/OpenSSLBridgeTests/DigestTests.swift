// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import TestSupport
import Testing

@Suite struct DigestTests {
  static let rows = TestFiles.rows("digests.tsv")

  static func algorithm(_ name: String) -> DigestAlgorithm? {
    DigestAlgorithm.allCases.first { "\($0)" == name }
  }

  @Test("there are expected values for every hash function")
  func hasRows() {
    #expect(DigestTests.rows.count == 15 * DigestAlgorithm.allCases.count)
  }

  @Test("digests match those of the openssl command", arguments: rows)
  func computes(row: [String]) throws {
    let algorithm = try #require(DigestTests.algorithm(row[0]))
    let message = (0..<(try #require(Int(row[1])))).map { UInt8($0 % 251) }
    let digest = Digest(algorithm, of: message.span)
    #expect(digest.hex() == row[2])
    #expect(digest.hex(upperCase: true) == row[2].uppercased())
    #expect(digest.count == algorithm.length)
    #expect(digest.bytes.count == algorithm.length)
    #expect(digest.bytes.first == digest[0])
    let padded = [1, 2] + message + [3]
    #expect(Digest(algorithm, of: 2..<2 + message.count, in: padded.span) == digest)
  }

  @Test(
    "incremental SHA-256 equals the digest of all bytes, wherever they are split",
    arguments: [0, 1, 55, 63, 64, 65, 200])
  func joins(cut: Int) {
    let message = (0..<200).map { UInt8($0 % 251) }
    var hash = SHA256Hash()
    hash.update(message.span, 0..<cut)
    hash.update(message.span, cut..<message.count)
    #expect(hash.finish() == Digest(.sha256, of: message.span).bytes)
  }

  @Test("digests are equal if hash function and bytes are equal")
  func compares() {
    let (message, other): ([UInt8], [UInt8]) = ([1, 2, 3], [1, 2, 4])
    let digests = [
      Digest(.md5, of: message.span), Digest(.md5, of: other.span), Digest(.sha1, of: message.span),
      Digest(.sha256, of: message.span),
    ]
    #expect(Set(digests + digests).count == 4)
  }
}
