// SPDX-License-Identifier: Apache-2.0

/// Writes the next layer from front to back while it keeps account of where each byte came from.
struct LayerBuilder {
  /// The layer that is rewritten.
  let source: Layer
  private(set) var bytes: [UInt8] = []
  private var origins = OriginMap()
  private var marks: RepairMarks
  private(set) var hasChanged = false
  /// Counts the rounds of the loops that rewrite.
  var work: WorkLimit

  init(_ source: Layer, work: WorkLimit) {
    self.work = work
    self.source = source
    marks = source.marks
    marks.beginRewriting()
    bytes.reserveCapacity(source.bytes.count)
  }

  /// How much is written.
  var count: Int { bytes.count }

  /// Copies bytes of the source as they are.
  mutating func keep(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    origins.append(output: bytes.count, from: source.origins, range: range)
    bytes.append(contentsOf: source.bytes[range])
  }

  /// Writes a byte that stands for what begins at an offset of the source.
  mutating func put(_ byte: UInt8, at offset: Int) {
    origins.append(output: bytes.count, input: source.origins.input(of: offset))
    bytes.append(byte)
  }

  /// Writes a character in UTF-8.
  mutating func put(_ scalar: Unicode.Scalar, at offset: Int) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(unit, at: offset) }
  }

  /// Notes that a range of the source was changed, and by what.
  mutating func mark(_ repair: ArmorRepair, _ range: Range<Int>) {
    hasChanged = true
    marks.add(repair, source.origins.input(of: range))
  }

  /// The layer written.
  func finish() -> Layer { Layer(bytes: bytes, origins: origins, marks: marks) }
}
