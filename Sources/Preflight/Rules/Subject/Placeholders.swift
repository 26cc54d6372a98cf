// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

extension Rule {
  static let subjectPlaceholder = Rule(
    "subject.placeholder", .warning, .inferred,
    summary: "a subject value must not be a placeholder or a default of the software that created the request",
    fix: "use the real value or leave the field out; for OV and EV, the CA checks it against a register",
    citations: ["BR 7.1.4.2", "BR 7.1.2.7"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject where Placeholders.mayContain(attribute.value, in: bytes) {
      guard attribute.oid.known != .countryName, attribute.oid.known != .domainComponent,
        let text = attribute.text(in: bytes)?.text,
        Placeholders.contains(text)
      else { continue }
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      let isUnused = examination.order?.product?.kind.value == .dv && attribute.oid.known != .commonName
      reporter.report(
        "\(name) \(quoted(text)) is a placeholder" + (isUnused ? ": a DV certificate does not contain the value" : ""),
        at: Place(attribute.range, .subject), severity: isUnused ? .info : nil,
        fix: isUnused ? "take no action: the CA leaves the value out" : nil)
    }
  }
}

/// Values without meaning: placeholders (BR 7.1.4.2) and defaults of software that creates requests.
enum Placeholders {
  private static let values: Set<String> = [
    "n/a", "na", "none", "null", "nil", "unknown", "undefined", "test", "example", "xx", "xxx", "todo", "tbd",
    "default",
    "not applicable", "not available", "empty", "some-state", "internet widgits pty ltd", "default city",
    "default company ltd", "my company", "company", "company name", "organization", "organisation", "your company",
    "my organization", "city", "state", "locality", "street", "department", "section",
  ]

  /// A filter on length and first octet that few other values pass: a bit set of first octets for each length.
  private static let firstLetters: [UInt32] = values.reduce(into: Array(repeating: 0, count: 64)) { filter, value in
    filter[value.utf8.count] |= bit(value.utf8.first ?? 0)
  }

  private static func bit(_ octet: UInt8) -> UInt32 { 1 << UInt32(octet & 0x1F) }

  /// Whether a value may be a placeholder, by its length and first octet; most values need no further check.
  @inline(__always)
  static func mayContain(_ value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    return mayContain(length: value.count, first: bytes[first])
  }

  static func mayContain(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return mayContain(length: text.utf8.count, first: first)
  }

  @inline(__always)
  private static func mayContain(length: Int, first: UInt8) -> Bool {
    guard length < 64 else { return false }
    if first < 0x30 || first >= 0x80 { return true }
    return firstLetters[length] & bit(first) != 0
  }

  /// Whether the value is a placeholder, or consists only of dots, dashes and spaces.
  static func contains(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 == 0x2E || $0 == 0x2D || $0 == 0x20 }) { return !text.isEmpty }
    return values.contains(text.lowercased())
  }
}
