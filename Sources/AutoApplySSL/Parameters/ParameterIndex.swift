// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

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
    for octet in spelling.utf8.prefix(SpellingSuggestion.longestWord) {
      hash = (hash ^ UInt32(octet.asciiLowercased)) &* 0x0100_0193
    }
    return Int((hash >> 16 ^ hash >> 8 ^ hash) & 0xFF)
  }
}
