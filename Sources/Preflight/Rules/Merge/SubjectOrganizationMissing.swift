// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Orders without the organization that their certificate names.
  static let subjectOrganizationMissing = Rule.order(
    "merge.organization-missing", .warning, .inferred,
    summary: "an order for an OV, EV or legal person's certificate has an organization's name",
    fix: "give organizationName, as the register of the organization's country spells it",
    citations: ["BR 7.1.2.7.4", "EV Guidelines 7.1.4.2.1", "AutoApplySSL organizationName"]
  ) { examination, reporter in
    let order = examination.order
    guard examination.question == .form, let kind = examination.product?.kind.value, kind.namesOrganization,
      !order.isGiven(.organizationName)
    else { return }
    let hidden: String
    if order.mode == .parametersOnly, order.request.organizationName?.isEmpty == false {
      hidden = "; the request has one, and mode P ignores the request"
    } else if order.mode == .requestOnly, order.form[.organizationName]?.isEmpty == false {
      hidden = "; the form has one, and mode C ignores the form"
    } else {
      hidden = ""
    }
    reporter.report(
      "there is no organization's name for a certificate of the kind \(kind.rawValue)" + hidden,
      field: ParameterName.organizationName.spelling)
  }
}

extension ProductKind {
  /// Whether the certificate's subject is an organization. Of the AMT products nothing is known.
  fileprivate var namesOrganization: Bool { self == .ov || self == .ev || self == .eIDASLegal || self == .eIDASPSD2 }
}
