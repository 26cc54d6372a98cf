// SPDX-License-Identifier: Apache-2.0

/// The text after some wrappings were removed, and how it maps to the input.
struct Layer: Sendable {
  let bytes: [UInt8]
  let origins: OriginMap
  let marks: RepairMarks
  let counts: ByteCounts

  /// The unmodified input.
  init(input: Span<UInt8>) {
    bytes = [UInt8](capacity: input.count) { output in
      for index in input.indices { output.append(input[index]) }
    }
    origins = .identity
    marks = RepairMarks()
    counts = ByteCounts(input)
  }

  init(bytes: [UInt8], origins: OriginMap, marks: RepairMarks) {
    self.bytes = bytes
    self.origins = origins
    self.marks = marks
    counts = ByteCounts(bytes.span)
  }
}

/// Writes the next layer from front to back and records where each byte came from.
struct LayerBuilder {
  /// The layer being rewritten.
  let source: Layer
  private(set) var bytes: [UInt8] = []
  private var origins = OriginMap()
  private var marks: RepairMarks
  private(set) var hasChanged = false
  /// Counts the rounds of the rewriting loops.
  var work: WorkLimit

  init(_ source: Layer, work: WorkLimit) {
    self.work = work
    self.source = source
    marks = source.marks
    marks.beginRewriting()
    bytes.reserveCapacity(source.bytes.count)
  }

  /// The number of bytes written.
  var count: Int { bytes.count }

  /// Copies bytes of the source unchanged.
  mutating func keep(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    origins.append(output: bytes.count, from: source.origins, range: range)
    bytes.append(contentsOf: source.bytes[range])
  }

  /// Writes a byte that replaces the source text at an offset.
  mutating func put(_ byte: UInt8, at offset: Int) {
    origins.append(output: bytes.count, input: source.origins.input(of: offset))
    bytes.append(byte)
  }

  /// Writes a character as UTF-8.
  mutating func put(_ scalar: Unicode.Scalar, at offset: Int) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(unit, at: offset) }
  }

  /// Records that a repair changed a range of the source.
  mutating func mark(_ repair: ArmorRepair, _ range: Range<Int>) {
    hasChanged = true
    marks.add(repair, source.origins.input(of: range))
  }

  /// Returns the layer.
  func finish() -> Layer { Layer(bytes: bytes, origins: origins, marks: marks) }
}

/// How often each byte value occurs in a text; most wrappings are ruled out by these counts.
struct ByteCounts: Sendable {
  private var counts = InlineArray<256, Int32>(repeating: 0)
  /// The number of bytes.
  let total: Int

  init(_ bytes: Span<UInt8>) {
    total = bytes.count
    for index in bytes.indices { counts[Int(bytes[index])] &+= 1 }
  }

  /// The number of occurrences of an ASCII character.
  func count(of character: Unicode.Scalar) -> Int {
    character.isASCII ? Int(counts[Int(character.value)]) : 0
  }

  /// The number of bytes with the high bit set.
  var nonASCII: Int { (0x80...0xFF).reduce(0) { $0 + Int(counts[$1]) } }

  /// The number of control characters other than blanks.
  var controls: Int {
    (0x00...0x1F).reduce(0) { $0 + (CharacterClass.isBlank(UInt8($1)) ? 0 : Int(counts[$1])) } + Int(counts[0x7F])
  }

  /// Whether this is binary data: more control characters than colour codes or stray bytes explain.
  var isBinary: Bool { controls > 16 && controls > total / 16 }

  /// Whether a large part of the text appears to be escaped.
  var isEscaped: Bool { count(of: "%") + count(of: "\\") + count(of: "&") > total / 16 }

  /// Whether there is anything besides blanks.
  var hasContent: Bool {
    let blanks = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x00].reduce(0) { $0 + Int(counts[$1]) }
    return blanks < total
  }
}
