// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// PSD2 orders without their roles.
  static let identifierRolesMissing = Rule.order(
    "identifier.roles-missing", .error, predicts: -120,
    summary: "a PSD2 order answers all four roles with Y or N",
    fix: "send accountServicingRole, paymentInitiationRole, accountInformationRole and paymentServiceRole",
    citations: ["AutoApplySSL error -120", "ETSI TS 119 495 §5.1"]
  ) { examination, reporter in
    guard examination.product?.kind.value == .eIDASPSD2, examination.question == .form else { return }
    let missing = PSD2Roles(examination.order).missing
    guard let first = missing.first else { return }
    let names = missing.map(\.spelling).joined(separator: ", ")
    reporter.report("\(names) \(missing.count == 1 ? "is" : "are") not given", field: first.spelling)
  }
}
