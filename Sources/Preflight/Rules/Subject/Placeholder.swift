// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Values that stand for nothing.
  static let subjectPlaceholder = Rule(
    "subject.placeholder", .warning, .inferred,
    summary: "no subject value is a placeholder or a default of the software that made the request",
    fix: "leave the field out or give the real value; for OV and EV the CA checks it against a register",
    citations: ["BR 7.1.4.2", "BR 7.1.2.7"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject where Placeholders.mayHold(attribute.value, in: bytes) {
      guard attribute.oid.known != .countryName, let text = attribute.text(in: bytes)?.text,
        Placeholders.contains(text)
      else { continue }
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      reporter.report(
        "the \(name) \(quoted(text)) is a placeholder, not a value", at: Place(attribute.range, .subject))
    }
  }
}
