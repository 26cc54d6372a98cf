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
      let faults = name.host.faults.filter { !$0.isURLPart && !$0.isIllegalCharacter && $0.kind != .underscore }
      guard let fault = faults.first else { continue }
      reporter.report("the \(name.title) \(quoted(name.host.text)) is no host name: \(fault)", at: name.place)
    }
  }
}
