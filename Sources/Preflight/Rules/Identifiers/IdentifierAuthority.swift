// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Authorities that the two identifiers of an order tell differently.
  static let identifierAuthority = Rule.order(
    "identifier.authority", .warning, .inferred,
    summary: "organizationIdentifier and ncaIdentifier name the same authority",
    fix: "correct one of the two",
    citations: ["ETSI TS 119 495 §5.2.1", "ETSI TS 119 495 §5.2.3"]
  ) { examination, reporter in
    guard let other = examination.order.otherAuthority else { return }
    reporter.report(
      "organizationIdentifier names the authority \(other), and ncaIdentifier another one",
      field: ParameterName.ncaIdentifier.spelling)
  }
}
