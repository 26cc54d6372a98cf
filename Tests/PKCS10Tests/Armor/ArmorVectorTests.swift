// SPDX-License-Identifier: Apache-2.0
import Foundation
import OpenSSLBridge
import PKCS10
import TestSupport
import Testing

/// Reads inputs like the inspector: a guess counts if the candidate's self-signature is valid.
enum ArmorReader {
  static func read(_ input: [UInt8]) -> ArmorReading {
    let verifier = SignatureVerifier()
    return Armor.read(input.span) { candidate in
      var der: [UInt8] = []
      for index in candidate.indices { der.append(candidate[index]) }
      guard let request = try? CertificationRequest(der: der) else { return false }
      return request.verifySignature(with: verifier) == .valid
    }
  }

  static func digests(_ reading: ArmorReading) -> [String] {
    reading.requests.map { Digest(.sha256, of: $0.der.span).hex() }
  }
}

@Suite struct ArmorVectorTests {
  static let rows = TestFiles.rows("encodings/expected.tsv").filter { $0.count == 6 }

  @Test func `There are hundreds of wrapped requests, of several key types`() {
    #expect(Self.rows.count >= 590)
    #expect(Set(Self.rows.compactMap { $0[0].split(separator: "/").first }).count >= 4)
  }

  @Test(arguments: rows)
  func `A wrapped request is read, and each repair is reported`(_ row: [String]) {
    let reading = ArmorReader.read(TestFiles.bytes(TestFiles.vector("encodings/" + row[0])))
    let expected = row[3] == "-" ? [] : row[3].split(separator: ",").map(String.init)
    #expect(ArmorReader.digests(reading) == expected)
    #expect(reading.requests.first?.container.rawValue == row[1])
    let repairs = row[2] == "-" ? [] : row[2].split(separator: ",").map(String.init)
    #expect((reading.requests.first?.repairs ?? []).map(\.id).sorted() == repairs.sorted())
    #expect(reading.others.map(\.id) == (row[4] == "-" ? [] : row[4].split(separator: ",").map(String.init)))
    #expect(reading.requests.reduce(0) { $0 + $1.trailingBytes } == Int(row[5]))
  }

  @Test func `A private key is reported without any of its bytes`() {
    let input = TestFiles.bytes(TestFiles.vector("encodings/rsa2048/key-before.pem"))
    let reading = ArmorReader.read(input)
    #expect(reading.hasPrivateKey)
    let line = String(decoding: input, as: UTF8.self).split(separator: "\n")[1]
    #expect(!"\(reading)".contains(line) && !String(reflecting: reading).contains(line))
  }

  @Test func `A request with a flipped bit in the signature is read`() throws {
    var der = TestFiles.bytes(TestFiles.vector("requests/keys/rsa-2048.der"))
    der[der.count - 1] ^= 1
    let reading = ArmorReader.read(Array(Data(der).base64EncodedString().utf8))
    #expect(reading.requests.map(\.der) == [der])
  }
}

@Suite struct ArmorPropertyTests {
  static let der = TestFiles.bytes(TestFiles.vector("requests/keys/rsa-2048.der"))
  static let pem: [UInt8] = {
    let body = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return Array("-----BEGIN CERTIFICATE REQUEST-----\n\(body)\n-----END CERTIFICATE REQUEST-----\n".utf8)
  }()

  @Test func `No strict prefix of DER is read as a request, and each long one is reported as truncated`() {
    for length in 1..<Self.der.count {
      let reading = ArmorReader.read(Array(Self.der[..<length]))
      #expect(reading.requests.isEmpty, "\(length)")
      guard length > 8 else { continue }
      #expect(reading.others.first?.kind == .truncated(have: length, need: Self.der.count), "\(length)")
    }
  }

  @Test func `No strict prefix of PEM gives another request`() {
    for length in stride(from: 0, to: Self.pem.count, by: 3) {
      let reading = ArmorReader.read(Array(Self.pem[..<length]))
      #expect(reading.requests.allSatisfy { $0.der == Self.der }, "\(length)")
      #expect(!reading.requests.isEmpty || !reading.others.isEmpty, "\(length)")
    }
  }

  @Test func `No change of one byte traps, and there is always a result`() {
    var generator = SystemRandomNumberGenerator()
    for position in stride(from: 0, to: Self.pem.count, by: 2) {
      var input = Self.pem
      input[position] = UInt8.random(in: 0...255, using: &generator)
      let reading = ArmorReader.read(input)
      #expect(!reading.requests.isEmpty || !reading.others.isEmpty)
    }
  }

  /// The signs that wrappings look for, and text that only starts like them.
  static let signs = [
    "-", "A", "\n", "[", "MII", "MII\n", "M ", "%", "%2B", "%25", "BEGIN+", "=", "=\n", "=3D", "\\n", "\\", "\\u0041",
    "`n", "#012", "&#", "&#43;", "<", "<br>", "<a ", "<!--", "-----BEGIN ", "-----END CERTIFICATE REQUEST-----",
    "{\"", "{\"csr\":\"", "\"AAAA\"\n", "> ", "| ", "# ", "1 \n", "48, ", "0 ", "3082", "30:82:", "0000 30\n", "+-",
    "+AD0-", "\u{2013}", "\u{A0}", "\u{1B}[1m", "M\0", "0\u{80}",
  ]

  @Test(arguments: signs)
  func `Many repetitions of a sign are explained in linear time`(_ sign: String) {
    let isLinear = Linearity.isLinear(size: 8000) { count in
      let reading = ArmorReader.read(Array(String(repeating: sign, count: count).utf8))
      #expect(reading.requests.isEmpty && !reading.others.isEmpty)
    }
    #expect(isLinear)
  }

  @Test func `Requests that appear to start within each other in text are read in linear time`() {
    let isLinear = Linearity.isLinear(size: 1000) { count in
      var input = Array("text ".utf8)
      for index in 0..<count {
        let length = 20 * (count - index)
        // A request whose public key contains the next one.
        for (header, overhead) in [([0x30, 0x83], 5), ([0x30, 0x83], 10), ([2, 1, 0, 0x30, 0, 0x30, 0x83], 20)] {
          let left = length + 40 - overhead
          input += (header + [left >> 16, left >> 8, left]).map { UInt8(truncatingIfNeeded: $0) }
        }
      }
      #expect(ArmorReader.read(input + Array(repeating: 5, count: 60)).requests.isEmpty)
    }
    #expect(isLinear)
  }

  @Test func `Quadratic work is not measured as linear`() {
    let isLinear = Linearity.isLinear(size: 100) { size in
      var sum = 0
      for one in 0..<size { for other in 0..<size { sum ^= one &+ other } }
      #expect(sum >= 0)
    }
    #expect(!isLinear)
  }

  @Test func `A request larger than 1 MiB is rejected`() {
    let size = (1 << 20) + 1
    let header: [UInt8] = [0x30, 0x83] + [size >> 16, size >> 8, size].map { UInt8(truncatingIfNeeded: $0) }
    let reading = ArmorReader.read(header + Array(repeating: 0x05, count: size))
    #expect(reading.requests.isEmpty)
    #expect(!reading.others.isEmpty)
  }

  @Test func `Every repair has a unique id and a summary`() {
    let identifiers = ArmorRepair.allCases.map(\.id)
    #expect(Set(identifiers).count == identifiers.count)
    for repair in ArmorRepair.allCases {
      #expect(repair.id.hasPrefix("armor."))
      #expect(repair.summary != repair.id && !repair.summary.hasSuffix("."))
    }
  }

  @Test func `docs/armor.md is current`() throws {
    let kept = try String(contentsOf: TestFiles.package.appending(path: "docs/armor.md"), encoding: .utf8)
    #expect(kept.hasSuffix(ArmorRepair.documentation), "stale: replace the table in docs/armor.md")
  }
}
