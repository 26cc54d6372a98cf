// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Characters that a value's string type does not allow.
  static let subjectIllegalCharacters = Rule(
    "subject.illegal-characters", .warning, .inferred,
    summary: "a subject value holds only characters that its string type allows",
    fix: "make the request anew with UTF8String values",
    citations: ["X.680 §41", "RFC 5280 §4.1.2.4"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject {
      if attribute.isPlainASCII(in: bytes) { continue }
      guard let text = attribute.text(in: bytes), let offset = text.firstIllegal else { continue }
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      reporter.report(
        "the \(name) \(quoted(text.text)) has a character at byte \(offset) that \(article(attribute.tag)) may not hold",
        at: Place(attribute.range, .subject))
    }
  }
}
