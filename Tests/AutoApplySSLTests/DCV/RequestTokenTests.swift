// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import OpenSSLBridge
import Testing

@Suite struct RequestTokenTests {
  @Test
  func `The file name is MD5 in upper case, the content SHA-256 in lower case and the CA, each with LF`() throws {
    let token = try Fixture.token()
    let (md5, sha256) = (Fixture.digest(.md5), Fixture.digest(.sha256))
    #expect(token.path == ".well-known/pki-validation/\(md5.hex(upperCase: true)).txt")
    #expect(token.body == "\(sha256.hex())\nsectigo.com\n")
  }

  @Test
  func `A unique value is the third line of the file and the third label of the target`() throws {
    let token = try Fixture.token("oDA7uXM0")
    #expect(token.body == "\(token.sha256)\nsectigo.com\noDA7uXM0\n")
    #expect(token.target == "\(token.sha256.prefix(32)).\(token.sha256.suffix(32)).oDA7uXM0.sectigo.com.")
  }

  @Test
  func `The owner's label is an underscore and MD5 in lower case, 33 octets`() throws {
    let token = try Fixture.token()
    #expect(token.ownerLabel == "_" + token.md5.lowercased())
    #expect(token.ownerLabel.utf8.count == 33)
  }

  @Test
  func `Digests of another algorithm are refused`() throws {
    let (sha1, sha256) = (Fixture.digest(.sha1), Fixture.digest(.sha256))
    #expect(throws: RequestTokenError.algorithm(expected: .md5, found: .sha1)) {
      try RequestToken(md5: sha1, sha256: sha256)
    }
  }

  @Test(arguments: 0..<200)
  func `Body, labels and digests are consistent for any CSR and value`(seed: UInt64) throws {
    var source = SplitMix(state: seed)
    let request = (0..<Int.random(in: 0...900, using: &source)).map { _ in UInt8.random(in: 0...255, using: &source) }
    let value = Bool.random(using: &source) ? UniqueValue.random(using: &source) : nil
    let token = RequestToken(request: request.span, uniqueValue: value)
    let lines = token.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let labels = token.target.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    #expect(lines == [token.sha256, "sectigo.com"] + (value.map { [$0.text] } ?? []) + [""])
    #expect(labels[0].utf8.count == 32 && labels[1].utf8.count == 32)
    #expect(labels[0] + labels[1] == lines[0])
    #expect(Array(labels[2...]) == (value.map { [$0.text] } ?? []) + ["sectigo", "com", ""])
    #expect(token.fileName.lowercased() == token.ownerLabel.dropFirst() + ".txt")
  }
}

/// A reproducible random number generator.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
