// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// PSD2 orders in which every role is N.
  static let identifierNoRole = Rule.order(
    "identifier.no-role", .warning, .inferred,
    summary: "a payment service provider has at least one role",
    fix: "set the roles of the provider's authorization to Y",
    citations: ["ETSI TS 119 495 §5.1"]
  ) { examination, reporter in
    guard examination.product?.kind.value == .eIDASPSD2 else { return }
    let roles = PSD2Roles(examination.order)
    guard roles.missing.isEmpty, roles.assigned.isEmpty else { return }
    reporter.report("all four roles are N", field: PSD2Roles.parameters.first?.spelling)
  }
}
