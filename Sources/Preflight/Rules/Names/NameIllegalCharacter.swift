// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Characters that host names cannot have.
  static let nameIllegalCharacter = Rule(
    "name.illegal-character", .error, predicts: -25, .inferred,
    summary: "a name has letters, digits, hyphens and dots only; other scripts stand in their ASCII form (xn--)",
    fix: "make the request anew with the name in its ASCII form",
    citations: ["DecodeCSR error -25", "RFC 1123 §2.1", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames where !name.host.faults.contains(where: \.isURLPart) {
      guard let fault = name.host.faults.first(where: { $0.isIllegalCharacter }) else { continue }
      var fix: String?
      if case .unicodeLabel = fault.kind, let ascii = name.host.ascii { fix = "write \(ascii) instead" }
      reporter.report(name, "is no host name: \(name.explain(fault))", fix: fix)
    }
  }
}

extension HostNameFault {
  var isIllegalCharacter: Bool {
    switch kind {
    case .illegalCharacter, .space, .control, .unicodeLabel, .unconvertibleLabel: true
    default: false
    }
  }
}
