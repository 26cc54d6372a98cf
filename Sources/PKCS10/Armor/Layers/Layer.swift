// SPDX-License-Identifier: Apache-2.0

/// A text at one stage of unwrapping, and how it relates to the input.
struct Layer: Sendable {
  let bytes: [UInt8]
  let origins: OriginMap
  let marks: RepairMarks
  let census: Census

  /// The input itself.
  init(input: Span<UInt8>) {
    bytes = [UInt8](capacity: input.count) { output in
      for index in input.indices { output.append(input[index]) }
    }
    origins = .identity
    marks = RepairMarks()
    census = Census(input)
  }

  init(bytes: [UInt8], origins: OriginMap, marks: RepairMarks) {
    self.bytes = bytes
    self.origins = origins
    self.marks = marks
    census = Census(bytes.span)
  }
}

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

/// How often each byte value occurs in a text: one pass that spares most rewritings a look.
struct Census: Sendable {
  private var counts = InlineArray<256, Int32>(repeating: 0)
  /// All bytes.
  let total: Int

  init(_ bytes: Span<UInt8>) {
    total = bytes.count
    for index in bytes.indices { counts[Int(bytes[index])] &+= 1 }
  }

  /// How often an ASCII character occurs.
  func count(of character: Unicode.Scalar) -> Int {
    character.isASCII ? Int(counts[Int(character.value)]) : 0
  }

  /// How many bytes have the high bit.
  var nonASCII: Int { (0x80...0xFF).reduce(0) { $0 + Int(counts[$1]) } }

  /// How many bytes are control characters that are no blanks.
  var controls: Int {
    (0x00...0x1F).reduce(0) { $0 + (CharacterClass.isBlank(UInt8($1)) ? 0 : Int(counts[$1])) } + Int(counts[0x7F])
  }

  /// Whether this is no text: more control characters than colour codes or a stray byte here and there explain.
  var isBinary: Bool { controls > 16 && controls > total / 16 }

  /// Whether a good part of the text is escaped in some way.
  var isEscaped: Bool { count(of: "%") + count(of: "\\") + count(of: "&") > total / 16 }

  /// Whether there is anything but blanks.
  var hasContent: Bool {
    let blanks = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x00].reduce(0) { $0 + Int(counts[$1]) }
    return blanks < total
  }
}
