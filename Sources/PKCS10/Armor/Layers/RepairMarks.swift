// SPDX-License-Identifier: Apache-2.0

/// Which stretches of the input each rewriting changed, so that a repair is reported for the requests it touched only.
struct RepairMarks: Sendable {
  /// Marks closer than this are joined: no request fits between them.
  private static let gap = 48

  private struct Row {
    let repair: ArmorRepair
    var ranges: [Range<Int>] = []
  }

  private var rows: [Row] = []

  /// Starts the marks of another rewriting; within one, ranges ascend.
  mutating func beginRewriting() {
    openRows = rows.count
  }

  /// The first row of the present rewriting.
  private var openRows = 0

  /// Marks input bytes as changed.
  mutating func add(_ repair: ArmorRepair, _ range: Range<Int>) {
    guard let index = (openRows..<rows.count).first(where: { rows[$0].repair == repair }) else {
      rows.append(Row(repair: repair, ranges: [range]))
      return
    }
    let last = rows[index].ranges.count - 1
    let previous = rows[index].ranges[last]
    if range.lowerBound - previous.upperBound < RepairMarks.gap {
      let lower = min(previous.lowerBound, range.lowerBound)
      rows[index].ranges[last] = lower..<max(previous.upperBound, range.upperBound)
    } else {
      rows[index].ranges.append(range)
    }
  }

  /// The repairs that touched the range or a byte next to it.
  func touching(_ object: Range<Int>) -> [ArmorRepair] {
    let range = object.lowerBound - 1..<object.upperBound + 1
    return rows.filter { RepairMarks.isTouched(range, by: $0.ranges) }.map(\.repair)
  }

  /// Bisects for the first mark that ends after the range's start.
  private static func isTouched(_ range: Range<Int>, by ranges: [Range<Int>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound < range.upperBound
  }
}
