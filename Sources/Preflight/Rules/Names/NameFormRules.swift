// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Names whose labels or length no host name can have.
  static let nameForm = Rule(
    "name.form", .error, .inferred,
    summary: "a name is a series of labels of 1 to 63 characters, 253 in all, without hyphens at their ends",
    fix: "correct the name and make the request anew",
    citations: ["RFC 1035 §2.3.4", "RFC 1123 §2.1", "RFC 5890 §2.3.1", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard let fault = name.host.faults.first(where: { $0.isFormFault }) else { continue }
      let bare = fault.kind == .trailingDot ? name.host.ascii : nil
      reporter.report(name, "is no host name: \(name.explain(fault))", fix: bare.map { "write \($0) instead" })
    }
  }
}

extension ExaminedName {
  /// What is wrong with the name, its label written out.
  func explain(_ fault: HostNameFault) -> String { fault.description(in: host.text, quote: quoted) }
}

extension HostNameFault {
  /// Whether no other rule is about it.
  fileprivate var isFormFault: Bool { !isURLPart && !isIllegalCharacter && !isReservedLabel && kind != .underscore }
}
