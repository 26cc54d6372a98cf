// SPDX-License-Identifier: Apache-2.0

/// Base64 with anything blank in it, decoded, and an account of how it was laid out.
struct Base64Body {
  private(set) var decoded: [UInt8] = []
  /// The first character of Base64, or the start of the range.
  private(set) var start: Int
  /// One past the last character or `=`.
  private(set) var end: Int
  /// The first byte that is neither Base64 nor blank.
  private(set) var fault: Int?
  /// How many such bytes were skipped.
  private(set) var stray = 0
  /// Characters of Base64 without `=`.
  private(set) var characters = 0
  private(set) var pads = 0
  private(set) var layout = BodyLayout()
  /// `+` or `/`.
  private(set) var hasStandard = false
  /// The first `-` or `_`.
  private(set) var firstURL: Int?
  /// The object is larger than the limit; nothing was decoded beyond its header.
  private(set) var isTooLarge = false

  private var bits: UInt32 = 0
  private var bitCount: UInt32 = 0
  /// What the header promises, once it has been read.
  private var total = Int.max

  /// Decodes a range.
  ///
  /// - Parameters:
  ///   - stopsAfterObject: whether to stop with the last byte that the header promises; else at the range's end.
  ///   - skipsStray: whether to go on after a byte that is neither Base64 nor blank.
  ///   - limit: the largest object.
  init(_ range: Range<Int>, in bytes: Span<UInt8>, stopsAfterObject: Bool, skipsStray: Bool = false, limit: Int) {
    (start, end) = (range.lowerBound, range.lowerBound)
    var isComplete = false
    defer { if isComplete { layout.finish() } }
    for position in range {
      let byte = bytes[position]
      let value = CharacterClass.of(byte)
      switch value {
      case 0..<64:
        if pads > 0 || stopsAfterObject && decoded.count >= total { return }
        note(byte, at: position)
        add(UInt32(value))
        if total > limit, total < Int.max || decoded.count > limit {
          isTooLarge = true
          end = range.upperBound
          return
        }
      case CharacterClass.blank:
        // After the object the layout is no longer its own.
        if !stopsAfterObject || decoded.count < total { layout.addBlank(bytes, at: position) }
      case CharacterClass.pad:
        if stopsAfterObject, pads == 2 { return }
        pads += 1
        end = position + 1
      default:
        if fault == nil { fault = position }
        guard skipsStray else { return }
        stray += 1
      }
    }
    isComplete = true
  }

  /// Adds six bits.
  private mutating func add(_ value: UInt32) {
    bits = bits << 6 | value
    bitCount += 6
    guard bitCount >= 8 else { return }
    bitCount -= 8
    decoded.append(UInt8(truncatingIfNeeded: bits >> bitCount))
    if decoded.count == ObjectHeader.reach { total = promisedLength() }
  }

  private mutating func note(_ byte: UInt8, at position: Int) {
    if characters == 0 { start = position }
    characters += 1
    end = position + 1
    layout.addCharacter()
    if byte == 0x2B || byte == 0x2F { hasStandard = true }
    if firstURL == nil, byte == 0x2D || byte == 0x5F { firstURL = position }
  }

  private func promisedLength() -> Int {
    switch ObjectHeader(0..<decoded.count, in: decoded.span) {
    case .total(let total): total == Int.max ? Int.max - 1 : total
    case .indefinite, .short, .none: Int.max
    }
  }

  /// Whether there is no more than the character with which every SEQUENCE starts.
  var isFirstCharacter: Bool { characters == 1 && bits == 0x0C }

  /// Whether `-` or `_` occurs.
  var hasURL: Bool { firstURL != nil }

  /// Where the second alphabet starts, if both occur. No software writes both, so that one of them is damage.
  var firstMixed: Int? { hasStandard ? firstURL : nil }

  /// Whether the `=` signs are not those that this many bytes have.
  var hasWrongPadding: Bool { pads != (3 - decoded.count % 3) % 3 }
}
