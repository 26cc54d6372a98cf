// SPDX-License-Identifier: Apache-2.0

/// Every request parameter, one row each.
public enum ParameterCatalog {
  /// All rows in the order of the reference, so that a row's index is its name's raw value.
  public static let all: [Parameter] = ParameterGroup.allCases.flatMap(\.rows)

  /// The parameter that the API knows under this spelling, synonyms included; capitals count.
  public static func name(spelled spelling: String) -> ParameterName? { search(spelling, in: spellings) }

  /// The parameter that differs from this spelling at most in capitals.
  public static func name(misspelled spelling: String) -> ParameterName? {
    guard spelling.utf8.count <= Nearest.longestWord else { return nil }
    return search(spelling.asciiLowercased, in: foldedSpellings)
  }

  /// The parameter whose spelling is nearest, or nil when none is near.
  public static func nearest(to spelling: String) -> ParameterName? {
    Nearest.words(to: spelling, in: spellings.lazy.map(\.spelling)).first.flatMap(name(spelled:))
  }

  private typealias Entry = (spelling: String, name: ParameterName)

  private static func search(_ spelling: String, in entries: [Entry]) -> ParameterName? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].spelling < spelling { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].spelling == spelling ? entries[low].name : nil
  }

  /// Spellings and synonyms in order, for a search by halves; made at first use.
  private static let spellings: [Entry] =
    all.flatMap { row in ([row.spelling] + row.synonyms).map { ($0, row.name) } }
    .sorted { $0.spelling < $1.spelling }

  private static let foldedSpellings: [Entry] =
    spellings.map { ($0.spelling.asciiLowercased, $0.name) }.sorted { $0.spelling < $1.spelling }
}
