// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKCS10
import TestSupport
import Testing

/// Requests that were pasted incompletely.
@Suite struct TruncationTests {
  private static let begin = "-----BEGIN CERTIFICATE REQUEST-----"
  private static let end = "-----END CERTIFICATE REQUEST-----"

  /// The forms of the beginning; the Base64 has lines of 20 characters.
  private static let wrappings: [(name: String, fewest: Int, text: @Sendable ([String]) -> String)] = [
    ("PEM without END", 1, { "\(begin)\n\($0.joined(separator: "\n"))\n" }),
    ("PEM without a line end", 1, { "\(begin)\n\($0.joined(separator: "\n"))" }),
    ("PEM", 1, { "\(begin)\n\($0.joined(separator: "\n"))\n\(end)\n" }),
    ("CR LF", 1, { "\(begin)\r\n\($0.joined(separator: "\r\n"))\r\n\(end)\r\n" }),
    ("one line", 1, { "\(begin) \($0.joined(separator: " ")) \(end)" }),
    ("no line ends", 1, { "\(begin)\($0.joined())\(end)" }),
    ("indented", 1, { "  \(begin)\n  \($0.joined(separator: "\n  "))\n" }),
    ("JSON string", 1, { "{\"csr\":\"\(begin)\\n\($0.joined(separator: "\\n"))\"}" }),
    ("JSON string with END", 1, { "{\"csr\":\"\(begin)\\n\($0.joined(separator: "\\n"))\\n\(end)\\n\"}" }),
    ("percent-encoded", 1, { "csr=\(begin)%0A\($0.joined(separator: "%0A"))%0A".replacing(" ", with: "%20") }),
    ("mail quote", 1, { "> \(begin)\n> \($0.joined(separator: "\n> "))\n" }),
    ("HTML", 1, { "<p>\(begin)<br>\($0.joined(separator: "<br>"))</p>" }),
    ("dashes of a word processor", 1, { "–––––BEGIN CERTIFICATE REQUEST–––––\n\($0.joined(separator: "\n"))\n" }),
    ("text before", 1, { "Please sign:\n\n\(begin)\n\($0.joined(separator: "\n"))\n" }),
    ("Base64", 4, { $0.joined(separator: "\n") }),
    ("Base64 in one line", 4, { $0.joined() + "\n" }),
    ("no BEGIN", 4, { "\($0.joined(separator: "\n"))\n\(end)\n" }),
  ]

  @Test(arguments: ["rsa-2048", "p-256"], wrappings.indices)
  func `The first characters of a request are reported as truncated, with the known lengths`(
    _ key: String, _ wrapping: Int
  ) {
    let der = TestFiles.bytes(TestFiles.vector("requests/keys/\(key).der"))
    let base64 = Data(der).base64EncodedString()
    let (name, fewest, text) = Self.wrappings[wrapping]
    for length in fewest...40 {
      let characters = Array(base64.prefix(length))
      let lines = stride(from: 0, to: length, by: 20).map { String(characters[$0..<min($0 + 20, length)]) }
      let reading = ArmorReader.read(Array(text(lines).utf8))
      let have = length * 6 / 8
      let headerLength = der[1] == 0x82 ? 4 : 3
      let expected = ForeignObject.Kind.truncated(have: have, need: have >= headerLength ? der.count : nil)
      #expect(reading.requests.isEmpty)
      #expect(reading.others.map(\.kind) == [expected], "\(name), \(length): \(reading.others)")
    }
  }

  @Test(arguments: [(1, "truncated after 1 byte"), (3, "truncated after 3 bytes"), (0, "truncated after 0 bytes")])
  func `An unknown length is not reported`(_ have: Int, _ sentence: String) throws {
    let characters = "MIIC".prefix([0: 1, 1: 2, 3: 4][have] ?? 0)
    let other = try #require(ArmorReader.read(Array("\(Self.begin)\n\(characters)\n".utf8)).others.first)
    #expect(other.name == sentence)
  }

  @Test func `The first bytes of DER are reported as truncated`() {
    let der = TestFiles.bytes(TestFiles.vector("requests/keys/rsa-2048.der"))
    for length in 2...40 {
      let expected = ForeignObject.Kind.truncated(have: length, need: length >= 4 ? der.count : nil)
      #expect(ArmorReader.read(Array(der[..<length])).others.map(\.kind) == [expected], "\(length)")
    }
  }

  @Test func `Positions in binary data are byte offsets, not lines`() {
    let der = TestFiles.bytes(TestFiles.vector("requests/keys/rsa-2048.der"))
    let cut = ArmorReader.read(Array(der[..<300])).others
    #expect(cut.map(\.description) == ["truncated after 300 of \(der.count) bytes"])
    let second = ArmorReader.read(der + der[..<300]).others
    #expect(second.map(\.description) == ["truncated after 300 of \(der.count) bytes (at byte \(der.count))"])
  }
}
