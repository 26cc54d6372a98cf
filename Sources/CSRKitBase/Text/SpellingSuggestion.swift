// SPDX-License-Identifier: Apache-2.0

/// Suggests known words for a misspelled one.
public enum SpellingSuggestion {
  /// Longer words are not compared: no known word comes near this length, and the cost stays bounded.
  package static let longestWord = 64

  /// The known words nearest to `word`, nearest first, at most `limit`, within an edit distance of about a third of it.
  ///
  /// ASCII case is ignored. Ties keep the order of `known`.
  public static func words(
    to word: String, in known: some Sequence<String>, limit: Int = 1
  ) -> [String] {
    let typed = folded(word)
    guard !typed.isEmpty, typed.count <= longestWord else { return [] }
    let reach = max(1, typed.count / 3)
    var near: [(distance: Int, word: String)] = []
    for candidate in known {
      let bytes = folded(candidate)
      guard abs(bytes.count - typed.count) <= reach else { continue }
      let distance = distance(typed, bytes)
      guard distance <= reach else { continue }
      let place = near.firstIndex { $0.distance > distance } ?? near.count
      near.insert((distance, candidate), at: place)
      if near.count > limit { near.removeLast() }
    }
    return near.map(\.word)
  }

  /// The number of insertions, deletions, substitutions and adjacent swaps that turn one word into the other.
  package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for row in 0..<left.count {
      current[0] = row + 1
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var best = min(previous[column + 1] + 1, current[column] + 1, previous[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        current[column + 1] = best
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }

  private static func folded(_ word: String) -> [UInt8] {
    word.utf8.prefix(longestWord + 1).map(\.asciiLowercased)
  }
}
