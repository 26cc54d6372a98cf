// SPDX-License-Identifier: Apache-2.0

/// Parameters that stand together in the reference; help texts and web forms show them together.
public enum ParameterGroup: String, Sendable, Hashable, CaseIterable {
  case account, names, request, subject, company, contact, validation, handling, trustLogo
  case applicant, callback, issuance, eIDAS

  /// The group's heading.
  public var title: String {
    switch self {
    case .account: "Account and product"
    case .names: "Names"
    case .request: "Request"
    case .subject: "Subject"
    case .company: "Company"
    case .contact: "Contact"
    case .validation: "Domain control validation"
    case .handling: "Handling"
    case .trustLogo: "TrustLogo"
    case .applicant: "Applicant representative"
    case .callback: "Callback"
    case .issuance: "Issuance"
    case .eIDAS: "eIDAS"
    }
  }

  /// The group's rows in the order of the reference.
  var rows: [Parameter] {
    switch self {
    case .account: Parameter.account
    case .names: Parameter.names
    case .request: Parameter.request
    case .subject: Parameter.subject
    case .company: Parameter.company
    case .contact: Parameter.contact
    case .validation: Parameter.validation
    case .handling: Parameter.handling
    case .trustLogo: Parameter.trustLogo
    case .applicant: Parameter.applicant
    case .callback: Parameter.callback
    case .issuance: Parameter.issuance
    case .eIDAS: Parameter.eIDAS
    }
  }
}
