// SPDX-License-Identifier: Apache-2.0

/// Maps each byte of a rewritten text to the input.
///
/// It is a list of runs whose bytes have a constant distance in the input: one run for copied text, one for UTF-16
/// (distance two), one for each decoded character.
struct OriginMap: Sendable {
  private struct Run {
    let output: Int32
    let input: Int32
    var stride: Int32
  }

  private var runs: [Run] = []

  /// The map of unmodified text.
  static let identity = OriginMap()

  /// The input offset of an output offset; the end maps to one past the last byte's origin.
  func input(of output: Int) -> Int {
    guard let index = runIndex(of: output) else { return output }
    let run = runs[index]
    return Int(run.input) + (output - Int(run.output)) * Int(run.stride)
  }

  /// The input range of an output range; at least one byte unless the range is empty.
  func input(of range: Range<Int>) -> Range<Int> {
    let start = input(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(input(of: range.upperBound - 1), start) + 1
  }

  /// Records that the output byte at `output` came from `input`; outputs ascend one by one.
  mutating func append(output: Int, input: Int) {
    if let last = runs.last {
      let distance = output - Int(last.output)
      // The second byte of a run determines its stride.
      if distance == 1, (0...4).contains(input - Int(last.input)) {
        runs[runs.count - 1].stride = Int32(input - Int(last.input))
        return
      }
      if Int(last.input) + distance * Int(last.stride) == input { return }
    }
    runs.append(Run(output: Int32(output), input: Int32(input), stride: 1))
  }

  /// Records that the output from `output` on was copied from a range of the text that `source` maps.
  mutating func append(output: Int, from source: OriginMap, range: Range<Int>) {
    guard !range.isEmpty else { return }
    guard var index = source.runIndex(of: range.lowerBound) else {
      append(Run(output: Int32(output), input: Int32(range.lowerBound), stride: 1))
      return
    }
    let first = source.runs[index]
    append(Run(output: Int32(output), input: Int32(source.input(of: range.lowerBound)), stride: first.stride))
    index += 1
    while index < source.runs.count, Int(source.runs[index].output) < range.upperBound {
      let run = source.runs[index]
      append(Run(output: run.output + Int32(output - range.lowerBound), input: run.input, stride: run.stride))
      index += 1
    }
  }

  /// Appends a run unless it continues the last one.
  private mutating func append(_ run: Run) {
    if let last = runs.last, last.stride == run.stride,
      last.input + (run.output - last.output) * last.stride == run.input
    {
      return
    }
    runs.append(run)
  }

  /// The run that contains an output offset, by binary search; nil in the identity map.
  private func runIndex(of output: Int) -> Int? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].output) <= output { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}

/// The input ranges that each rewriting changed, so that a repair is reported only for the requests it touched.
struct RepairMarks: Sendable {
  /// Marks closer than this are merged: no request fits between them.
  private static let gap = 48

  private struct Row {
    let repair: ArmorRepair
    var ranges: [Range<Int>] = []
  }

  private var rows: [Row] = []

  /// Starts the marks of the next rewriting; within one, ranges ascend.
  mutating func beginRewriting() {
    openRows = rows.count
  }

  /// The first row of the current rewriting.
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

  /// Binary search for the first mark that ends after the range's start.
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
