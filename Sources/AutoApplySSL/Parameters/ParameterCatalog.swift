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
    index.name(spelling) { $0.utf8.elementsEqual(spelling.utf8) }
  }

  /// The parameter with this spelling, ignoring case.
  package static func name(misspelled spelling: String) -> ParameterName? {
    let folded = spelling.asciiLowercased
    return index.name(folded) { $0.asciiLowercased == folded }
  }

  /// The parameter with the most similar spelling, or nil if none is similar.
  package static func nearest(to spelling: String) -> ParameterName? {
    let known = all.lazy.map(\.spelling)
    return SpellingSuggestion.words(to: spelling, in: known).first.flatMap(name(spelled:))
  }

  /// Spellings in the reference's sample request that are missing from its table.
  package static let sampled: [String] = ["stubOrderNumber"]

  private static let index = ParameterIndex(all)
}

/// A case-insensitive hash table of parameter spellings, of fixed size.
///
/// Faster to build than a dictionary, which matters because every process start builds it.
struct ParameterIndex: Sendable {
  /// For each slot the index of a row plus one, or 0 if the slot is empty; more than half of the slots stay empty.
  private var slots = [UInt8](repeating: 0, count: 256)

  init(_ rows: [Parameter]) {
    for (number, row) in rows.enumerated() where number < 127 {
      insert(row.spelling, number)
      for synonym in row.synonyms { insert(synonym, number) }
    }
  }

  /// The parameter with a spelling that `isMeant` accepts, among those that differ only in case.
  func name(_ spelling: String, isMeant: (String) -> Bool) -> ParameterName? {
    var slot = ParameterIndex.hash(spelling)
    while slots[slot] != 0 {
      let row = ParameterCatalog.all[Int(slots[slot]) - 1]
      if isMeant(row.spelling) || row.synonyms.contains(where: isMeant) { return row.name }
      slot = (slot + 1) & 0xFF
    }
    return nil
  }

  private mutating func insert(_ spelling: String, _ number: Int) {
    var slot = ParameterIndex.hash(spelling)
    while slots[slot] != 0 { slot = (slot + 1) & 0xFF }
    slots[slot] = UInt8(number + 1)
  }

  /// FNV-1a of the lower-case spelling, folded to a slot; no known spelling exceeds the hashed prefix.
  private static func hash(_ spelling: String) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for octet in spelling.utf8.prefix(SpellingSuggestion.longestWord) {
      hash = (hash ^ UInt32(octet.asciiLowercased)) &* 0x0100_0193
    }
    return Int((hash >> 16 ^ hash >> 8 ^ hash) & 0xFF)
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
