// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// Every request parameter, one row each.
public enum ParameterCatalog {
  /// All rows in the order of the reference, so that a row's index is its name's raw value.
  public static let all: [Parameter] = {
    var rows: [Parameter] = []
    rows.reserveCapacity(ParameterName.allCases.count)
    for group in ParameterGroup.allCases { rows += group.rows }
    return rows
  }()

  /// The parameters that an order may be incomplete without; not those of which another does as well that is preferred.
  static let needed = ParameterSet(
    all.filter { row in
      row.requiredWhen.value != .never && !row.alternatives.contains { row.ignoredWhen == .given($0) }
    }.map(\.name))

  /// The parameter that the API knows under this spelling, synonyms included; capitals count.
  public static func name(spelled spelling: String) -> ParameterName? {
    index.name(spelling) { $0.utf8.elementsEqual(spelling.utf8) }
  }

  /// The parameter that differs from this spelling at most in capitals.
  public static func name(misspelled spelling: String) -> ParameterName? {
    let folded = spelling.asciiLowercased
    return index.name(folded) { $0.asciiLowercased == folded }
  }

  /// The parameter whose spelling is nearest, or nil when none is near.
  public static func nearest(to spelling: String) -> ParameterName? {
    let known = all.lazy.map(\.spelling)
    return Nearest.words(to: spelling, in: known).first.flatMap(name(spelled:))
  }

  /// Spellings that the reference's sample request has and its table lacks.
  public static let sampled: [String] = ["stubOrderNumber"]

  private static let index = ParameterIndex(all)
}

/// Finds parameters by spelling: a table of fixed size, filled once, in which capitals do not count.
///
/// A dictionary would do the same; this is made in a fraction of its time, and every start of the process pays for it.
struct ParameterIndex: Sendable {
  /// For each place the number of a row and one, or 0 for an empty place; more than half of the places stay empty.
  private var places = [UInt8](repeating: 0, count: 256)

  init(_ rows: [Parameter]) {
    for (number, row) in rows.enumerated() where number < 127 {
      insert(row.spelling, number)
      for synonym in row.synonyms { insert(synonym, number) }
    }
  }

  /// The parameter with a spelling that `isMeant` accepts, among those that are equal but for capitals.
  func name(_ spelling: String, isMeant: (String) -> Bool) -> ParameterName? {
    var place = ParameterIndex.hash(spelling)
    while places[place] != 0 {
      let row = ParameterCatalog.all[Int(places[place]) - 1]
      if isMeant(row.spelling) || row.synonyms.contains(where: isMeant) { return row.name }
      place = (place + 1) & 0xFF
    }
    return nil
  }

  private mutating func insert(_ spelling: String, _ number: Int) {
    var place = ParameterIndex.hash(spelling)
    while places[place] != 0 { place = (place + 1) & 0xFF }
    places[place] = UInt8(number + 1)
  }

  /// FNV-1a over the lower-case spelling, folded to a place; no known spelling is longer than what is looked at.
  private static func hash(_ spelling: String) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for octet in spelling.utf8.prefix(Nearest.longestWord) {
      hash = (hash ^ UInt32(octet.asciiLowercased)) &* 0x0100_0193
    }
    return Int((hash >> 16 ^ hash >> 8 ^ hash) & 0xFF)
  }
}

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
