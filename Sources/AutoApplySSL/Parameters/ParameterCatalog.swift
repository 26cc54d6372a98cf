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
    return SpellingSuggestion.words(to: spelling, in: known).first.flatMap(name(spelled:))
  }

  /// Spellings that the reference's sample request has and its table lacks.
  public static let sampled: [String] = ["stubOrderNumber"]

  private static let index = ParameterIndex(all)
}
