// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import DomainLibraries
import DomainNames
import Foundation
import Testing

@Suite struct RobustnessTests {
  /// Evaluates everything about a text; most results are ignored.
  private func evaluate(_ text: String, _ list: PublicSuffixList) {
    let name = HostName(text)
    let end = text.utf8.count
    #expect(name.host.upperBound <= end)
    #expect(
      name.faults.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= end && !$0.description.isEmpty })
    #expect(name.labels.allSatisfy { $0.range.upperBound <= end })
    if let ascii = name.ascii {
      #expect(ascii.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      if name.isWellFormed { #expect(HostName(ascii).ascii == ascii) }
    }
    _ = (
      name.scope.isInternal, name.lookAlikes, name.suffixUnderWildcard(list), list.split(text),
      list.authorizationDomains(text)
    )
    _ = (IPAddress(text), CountryCode(text), TopLevelDomains.contains(text), OnionAddress(label: text))
    _ = (try? IDNA.aLabel(text), try? IDNA.uLabel(text), try? IDNA.uLabel("xn--" + text))
  }

  @Test("Random bytes never trap")
  func randomBytes() throws {
    let list = try PublicSuffixList()
    var random = SeededGenerator(state: 3492)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = OrdinaryHostName(bytes.span)
      evaluate(String(decoding: bytes, as: UTF8.self), list)
    }
  }

  @Test("Random combinations of name parts never trap")
  func randomPieces() throws {
    let list = try PublicSuffixList()
    let pieces = [
      "a", "xn--", "-", "--", ".", "。", "*", "*.", "http:", "//", "/", "@", ":", "80", "[", "]", "::", "ü", "я", "中",
      "\u{200D}",
      "\u{300}", " ", "\u{A0}", "\r\n", "com", "co.uk", "in-addr.arpa", "onion", "_", "255", "1.", "%", "ß", "🙂",
      "e\u{301}", "\0",
    ]
    var random = SeededGenerator(state: 1123)
    for _ in 0..<6000 {
      let count = Int.random(in: 0...10, using: &random)
      evaluate((0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined(), list)
    }
  }

  @Test("A very long text takes linear time", .timeLimit(.minutes(5)))
  func longText() throws {
    let list = try PublicSuffixList()
    for piece in ["a", ".", "ü", " ", "*", "_", "1.", "a@", ":", "xn--a."] {
      evaluate(String(repeating: piece, count: 200_000), list)
    }
  }

  @Test("No embedded file is empty")
  func embeddedFiles() {
    for file in EmbeddedFile.allCases { #expect(file.withBytes { $0.count } > 100) }
  }

  @Test("Labels that are too long or contain a zero byte are rejected")
  func libraryLimits() {
    #expect(throws: IDNLibraryFailure.self) { try IDNLibrary.ascii(mapping: String(repeating: "ü", count: 200)) }
    #expect(throws: IDNLibraryFailure.self) { try IDNLibrary.ascii(strict: "a\0b") }
  }
}

/// Reads the tab-separated vectors of TestVectors/names.
enum Vectors {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "TestVectors/names")

  /// The rows of a file without comments; empty if the file is missing, which a separate test reports.
  static func rows(_ file: String) -> [[String]] {
    guard let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8) else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }
}

/// A seeded generator (SplitMix64), so that failures are reproducible.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
