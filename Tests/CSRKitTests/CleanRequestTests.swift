// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import OpenSSLBridge
import Testing

/// Random requests as careful users create them: of each kind of key, with and without an organization, with one to six
/// names in several countries.
@Suite struct CleanRequestTests {
  private static let inspector = Inspector()

  @Test(arguments: ["rsa:2048", "rsa:3072", "rsa:4096", "p256", "p384", "p521"])
  func `1,000 random clean requests of each kind of key have no finding`(_ kind: String) throws {
    // P-521 is allowed, and always noted as unusual.
    let noted = kind == "p521" ? ["key.advisory"] : []
    var random = RandomRequests(seed: 0x18_2026)
    let key = try SigningKey.generate(try #require(SigningKeyKind(kind)))
    for _ in 0..<1000 {
      let content = random.next()
      let der = try key.request(content, challengePassword: nil)
      let reports = Self.inspector.inspect(der, on: CalendarDate(2026, 11, 28)).requests
      let findings = reports.flatMap(\.findings)
      let messages = findings.map(\.message).joined(separator: "; ")
      #expect(reports.count == 1 && findings.map(\.rule.id) == noted, "\(messages): \(content)")
    }
  }
}

/// The subjects and names of random requests (SplitMix64, so that every run has the same).
private struct RandomRequests {
  private var generator: Generator

  init(seed: UInt64) { generator = Generator(state: seed) }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private static let topLevels = ["com", "net", "org", "no", "de", "co.uk", "com.au", "fr", "io", "app", "tokyo.jp"]
  private static let hosts = ["www", "shop", "mail", "api-2", "intranet", "a.b"]
  private static let countries = ["NO", "DE", "GB", "AU", "FR", "US", "JP", "GR"]
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
  private static let capitals = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZÅÉÖØÜ")
  private static let small = Array("abcdefghijklmnopqrstuvwxyzåéöøüßñç'-")

  mutating func next() -> RequestContent {
    var content = RequestContent()
    let domain = word(Self.letters, 8...14) + "." + pick(Self.topLevels)
    var names = [domain]
    for host in Self.hosts.shuffled(using: &generator).prefix(Int.random(in: 0...5, using: &generator)) {
      names.append("\(host).\(domain)")
    }
    if Bool.random(using: &generator) { names[0] = "*.\(domain)" }
    names.shuffle(using: &generator)
    content.names = names.map { .dns($0) }
    if Int.random(in: 0..<8, using: &generator) == 0 {
      content.names.append(.ip([9, 9, 9, UInt8.random(in: 1...254, using: &generator)]))
    }
    if Bool.random(using: &generator) { content.subject = organization() }
    content.subject.append(.init(oid: "2.5.4.3", value: pick(names), type: .utf8))
    return content
  }

  /// The attributes in the order of certificates, some of them left out.
  private mutating func organization() -> [RequestContent.SubjectEntry] {
    var entries = [RequestContent.SubjectEntry(oid: "2.5.4.6", value: pick(Self.countries), type: .printable)]
    for oid in ["2.5.4.8", "2.5.4.7"] where Bool.random(using: &generator) { entries.append(text(oid)) }
    if Bool.random(using: &generator) {
      let number = String(Int.random(in: 10_000...99_999, using: &generator))
      entries.append(.init(oid: "2.5.4.17", value: number, type: .utf8))
      entries.append(.init(oid: "2.5.4.9", value: text("").value + " \(number.prefix(2))", type: .utf8))
    }
    entries.append(text("2.5.4.10"))
    return entries
  }

  private mutating func text(_ oid: String) -> RequestContent.SubjectEntry {
    let words = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      String(pick(Self.capitals)) + word(Self.small, 4...9) + "n"
    }
    return .init(oid: oid, value: words.joined(separator: pick([" ", " & ", ", "])), type: .utf8)
  }

  private mutating func word(_ letters: [Character], _ length: ClosedRange<Int>) -> String {
    String((0..<Int.random(in: length, using: &generator)).map { _ in pick(letters) })
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }
}
