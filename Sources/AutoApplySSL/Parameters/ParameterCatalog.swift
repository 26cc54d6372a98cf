// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// Every request parameter, one row each.
public enum ParameterCatalog {
  /// All rows in the order of the reference; a row's index is its name's raw value.
  public static let all: [Parameter] = {
    var rows: [Parameter] = []
    rows.reserveCapacity(ParameterName.allCases.count)
    for group in ParameterGroup.allCases { rows += group.rows }
    return rows
  }()

  /// The parameters that can be required, without those that have a preferred alternative.
  static let needed = ParameterSet(
    all.filter { row in
      row.requiredWhen.value != .never && !row.alternatives.contains { row.ignoredWhen == .given($0) }
    }.map(\.name))

  /// The parameter with exactly this spelling or synonym; case-sensitive.
  package static func name(spelled spelling: String) -> ParameterName? {
    bySpelling[spelling]
  }

  /// The parameter with this spelling, ignoring case.
  package static func name(misspelled spelling: String) -> ParameterName? {
    byFoldedSpelling[spelling.asciiLowercased]
  }

  /// The parameter with the most similar spelling, or nil if none is similar.
  package static func nearest(to spelling: String) -> ParameterName? {
    let known = all.lazy.map(\.spelling)
    return SpellingSuggestion.words(to: spelling, in: known).first.flatMap(name(spelled:))
  }

  /// Spellings in the reference's sample request that are missing from its table.
  package static let sampled: [String] = ["stubOrderNumber"]

  private static let bySpelling = Dictionary(spellings, uniquingKeysWith: { first, _ in first })

  private static let byFoldedSpelling = Dictionary(
    spellings.map { ($0.asciiLowercased, $1) }, uniquingKeysWith: { first, _ in first })

  private static var spellings: [(String, ParameterName)] {
    all.flatMap { row in ([row.spelling] + row.synonyms).map { ($0, row.name) } }
  }
}

/// A group of parameters that are adjacent in the reference; help and web forms show them together.
public enum ParameterGroup: String, Sendable, Hashable, CaseIterable {
  /// Parameters of most orders.
  case account, names, request, subject, company, contact, validation, handling, trustLogo
  /// Parameters of EV orders, of the account's options, and of eIDAS orders.
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
