// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import OpenSSLBridge
import PKCS10
import Preflight
import Testing

@Suite struct InspectorTests {
  let inspector = Inspector()

  @Test func `A request quoted by a mail program is read and reported`() throws {
    let inspection = inspector.inspect(try Shared.vector("readme/shop.example.com.txt"), name: "mail", on: Shared.day)
    let report = try #require(inspection.requests.first)
    #expect(inspection.requests.count == 1)
    #expect(report.request.commonNames == ["shop.example.com"])
    #expect(report.signature == .valid)
    #expect(report.source.label == "NEW CERTIFICATE REQUEST")
    #expect(report.source.repairs.contains { $0.id.contains("quote") })
    #expect(report.findings.map(\.rule.id).sorted() == ["subject.organizational-unit", "subject.placeholder"])
  }

  @Test func `One inspector gives the same report twice`() throws {
    let input = try Shared.vector("readme/shop.example.com.txt")
    func json() throws -> String {
      var writer = JSONWriter()
      try #require(inspector.inspect(input, on: Shared.day).requests.first).write(to: &writer)
      return writer.text
    }
    #expect(try json() == json())
  }

  @Test func `Several requests in one input are read in order`() throws {
    let first = try Shared.vector("requests/keys/rsa-2048.der")
    let second = try Shared.vector("requests/keys/rsa-3072.der")
    let input = [first, second].map { der in
      "-----BEGIN CERTIFICATE REQUEST-----\n\(Data(der).base64EncodedString())\n-----END CERTIFICATE REQUEST-----\n"
    }.joined()
    let inspection = inspector.inspect(Array(input.utf8), on: Shared.day)
    #expect(inspection.requests.map(\.request.der) == [first, second])
    #expect(inspection.requests.map(\.source.index) == [0, 1])
  }

  @Test func `A private key next to a request is reported, and its bytes are not in the report`() throws {
    let request = Data(try Shared.vector("requests/keys/rsa-2048.der")).base64EncodedString()
    let secret = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
    let input = """
      -----BEGIN PRIVATE KEY-----
      \(secret)
      -----END PRIVATE KEY-----
      -----BEGIN CERTIFICATE REQUEST-----
      \(request)
      -----END CERTIFICATE REQUEST-----

      """
    let inspection = inspector.inspect(Array(input.utf8), on: Shared.day)
    #expect(inspection.hasPrivateKey)
    #expect(inspection.requests.count == 1)
    #expect(!"\(inspection)".contains("J1hsZ3v"))
  }

  @Test(arguments: 0..<64)
  func `A flipped bit changes the digest, and there is always a report or an explanation`(
    _ step: Int
  ) throws {
    var der = try Shared.vector("requests/keys/rsa-2048.der")
    let original = Digest(.sha256, of: der.span)
    for position in stride(from: step, to: der.count, by: 64) {
      der[position] ^= UInt8(1 << (position % 8))
      let inspection = inspector.inspect(der, on: Shared.day)
      #expect(inspection.requests.allSatisfy { $0.sha256 != original })
      #expect(!inspection.isEmpty || !inspection.failures.isEmpty || !inspection.explanation.message.isEmpty)
      der[position] ^= UInt8(1 << (position % 8))
    }
  }
}

@Suite(.enabled(if: Shared.hasCorpus, "the corpus is not next to the checkout")) struct CorpusTests {
  let inspector = Inspector()

  @Test func `Each encoding of the corpus gives the request, except the truncated one`() throws {
    var read = 0
    for file in Shared.files(in: Shared.corpus.appendingPathComponent("encodings")) {
      let inspection = inspector.inspect(try Shared.bytes(file), name: file.lastPathComponent, on: Shared.day)
      if file.lastPathComponent.contains("truncated") {
        #expect(inspection.isEmpty)
        #expect(inspection.explanation.kind == "truncated")
        continue
      }
      #expect(inspection.requests.first?.request.commonNames == ["www.tolerance.example"], "\(file.lastPathComponent)")
      read += 1
    }
    #expect(read == 44)
  }

  @Test func `The digests of three requests are the published ones`() throws {
    let folder = Shared.corpus.appendingPathComponent("golden")
    let published = [
      ("A_comododecodecsr.csr", "98EB197EF83F7A9EB736ED7CEBD413CE", ""),
      (
        "B_imhip_py.csr", "F348E59115A70653FD8BE8FAE7E60EF4",
        "9d398aa57c9bbcd94cb44f259895d053d68fe48af02b89b632a79b2d93068c57"
      ),
      (
        "C_imhip_php.csr", "0EB9697ABB9B6F7F566BF78826539A52",
        "db4478e6aa2e85f604dcab982fd5820be5049102644645206fecf9b2715a7323"
      ),
    ]
    for (name, md5, sha256) in published {
      let inspection = inspector.inspect(try Shared.bytes(folder.appendingPathComponent(name)), on: Shared.day)
      let report = try #require(inspection.requests.first)
      #expect(report.md5.hex(upperCase: true) == md5)
      if !sha256.isEmpty { #expect(report.sha256.hex() == sha256) }
      if name.hasPrefix("A") { #expect(report.sha1.hex() == "da9c72b6f6bcb05772bf8543e19d1a41b0210e84") }
    }
  }
}
