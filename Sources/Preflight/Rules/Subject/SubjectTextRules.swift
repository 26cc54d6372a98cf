// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames
internal import PKCS10

/// The characters of the subject's values, except for the common name, which the rules on names examine.
extension Rule {
  static let subjectGarbled = Rule(
    "subject.garbled", .warning, .inferred,
    summary: "a subject value must have the characters that are meant, not those of a wrong character set",
    fix: "create a new CSR with the value in UTF-8: \(OpenSSLCommand.newRequest) -utf8",
    citations: ["RFC 5280 §4.1.2.4", "BR 7.1.4.2", "Practice of linters: UTF-8 read as Latin-1"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportGarbled($0, $1.text, .at($1.place)) }
  }

  static let subjectHTMLEntity = Rule(
    "subject.html-entity", .warning, .inferred,
    summary: "a subject value must not have character references of HTML",
    fix: "create a new CSR with the characters themselves: \(OpenSSLCommand.newRequest) -utf8",
    citations: ["BR 7.1.4.2", "Practice of linters: HTML entities"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportEntities($0, $1.text, .at($1.place)) }
  }

  static let subjectOuterSpace = Rule(
    "subject.outer-space", .warning, .inferred,
    summary: "a subject value must not start or end with white space",
    fix: "create a new CSR without the white space: \(OpenSSLCommand.newRequest)",
    citations: ["BR 7.1.4.2", "Practice of linters: leading and trailing white space"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportSpaces($0, $1.text, .at($1.place)) }
  }

  static let subjectControlCharacter = Rule(
    "subject.control-character", .warning, .inferred,
    summary: "a subject value must not have control characters or invisible characters",
    fix: "create a new CSR without these characters: \(OpenSSLCommand.newRequest)",
    citations: ["BR 3.2.2.1", "RFC 5280 Appendix A", "BR 7.1.4.2"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportInvisible($0, $1.text, .at($1.place)) }
  }

  static let subjectNotComposed = Rule(
    "subject.not-composed", .info, .inferred,
    summary: "a subject value should be in Unicode normalization form C",
    fix: "create a new CSR with composed characters: the CA may compose them, or compare them with a register as given",
    citations: ["RFC 5280 §7.1", "UAX 15"]
  ) { examination, reporter in
    examination.forEachText { reporter.reportDecomposed($0, $1.text, .at($1.place)) }
  }
}

/// A value of the subject whose characters are examined.
struct SubjectText {
  let text: TextExamination
  let place: Place
}

extension Examination {
  /// Calls a function with the name and the text of each value that may have a fault.
  func forEachText(_ body: (String, SubjectText) -> Void) {
    let bytes = request.der.span
    for attribute in request.subject where attribute.oid.known != .commonName {
      if attribute.isPlainASCII(in: bytes), !TextExamination.mayConcern(bytes.extracting(attribute.value)) { continue }
      guard let text = attribute.text(in: bytes)?.text else { continue }
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      let examined = TextExamination(text, original: attribute.mistypedText(in: bytes))
      body(name, SubjectText(text: examined, place: Place(attribute.range, .subject)))
    }
  }
}

extension NameAttribute {
  /// The text whose octets have another string type, and what is wrong; nil if the type fits.
  fileprivate func mistypedText(in bytes: Span<UInt8>) -> (text: String, reason: String)? {
    let octets = value.map { bytes[$0] }
    switch tag {
    case .bmpString: return BMPMistake.text(octets)
    case .utf8String:
      guard String(validating: octets, as: UTF8.self) == nil, let text = WindowsCharacters.text(octets) else {
        return nil
      }
      return (text, "a UTF8String contains Latin-1 or Windows-1252")
    default: return nil
    }
  }
}

/// Text of other encodings in a BMPString, which has two octets for each character, the high one first.
enum BMPMistake {
  static func text(_ octets: [UInt8]) -> (text: String, reason: String)? {
    guard octets.count > 1 else { return nil }
    if octets.count % 2 == 0, octets.indices.allSatisfy({ (octets[$0] == 0) == ($0 % 2 == 1) }) {
      let low = stride(from: 0, to: octets.count, by: 2).map { octets[$0] }
      return WindowsCharacters.text(low).map { ($0, "a BMPString has its octets in the wrong order") }
    }
    // Octets of Chinese text may be ASCII by chance, but not all of them letters and blanks.
    guard octets.count >= 6, octets.allSatisfy(isOfText), octets.contains(where: { $0 == 0x20 || $0 >= 0x61 }),
      let text = String(validating: octets, as: UTF8.self)
    else { return nil }
    return (text, "a BMPString contains UTF-8")
  }

  private static func isOfText(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x20, 0x2D, 0x2E, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}
