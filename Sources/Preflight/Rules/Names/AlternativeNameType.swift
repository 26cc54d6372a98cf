// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Alternative names that a TLS certificate cannot hold.
  static let alternativeNameType = Rule(
    "san.type", .warning, .inferred,
    summary: "subject alternative names are DNS names or IP addresses",
    fix: "leave the name out; a TLS certificate cannot hold it",
    citations: ["BR 7.1.2.7.12", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    for name in examination.request.subjectAlternativeNames where name.kind != .dns && name.kind != .ip {
      reporter.report(
        "an alternative name is of the type \(name.kind), which will not be in the certificate",
        at: Place(name.range, .alternativeName))
    }
  }
}
