// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// Writes JSON (RFC 8259) as bytes, in the order of the calls.
///
/// A reused writer allocates no memory for a new document.
public struct JSONWriter: ~Copyable, Sendable {
  private var buffer = ByteBuffer()
  private var needsComma = false

  /// Creates an empty document.
  public init() {}

  /// Removes the content and keeps the memory.
  package mutating func reset() {
    buffer.removeAll()
    needsComma = false
  }

  /// A copy of the document.
  public var bytes: [UInt8] { buffer.bytes }

  /// The document and a line feed.
  public var line: [UInt8] { bytes + [0x0A] }

  /// The document as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Structure

  /// Writes an object whose members `body` writes.
  @inline(__always)
  public mutating func object(_ body: (inout JSONWriter) -> Void) { enclose(nil, 0x7B, 0x7D, body) }

  /// Writes an array whose elements `body` writes.
  @inline(__always)
  public mutating func array(_ body: (inout JSONWriter) -> Void) { enclose(nil, 0x5B, 0x5D, body) }

  /// Writes a member that is an object.
  @inline(__always)
  public mutating func object(_ key: JSONKey, _ body: (inout JSONWriter) -> Void) { enclose(key, 0x7B, 0x7D, body) }

  /// Writes a member that is an array.
  @inline(__always)
  public mutating func array(_ key: JSONKey, _ body: (inout JSONWriter) -> Void) { enclose(key, 0x5B, 0x5D, body) }

  /// Writes the name of a member; the value must be written next.
  public mutating func write(_ key: JSONKey) {
    begin(key)
    needsComma = false
  }

  /// Writes the name of a member that is known only at run time; the value must be written next.
  public mutating func write(named name: String) {
    string(name)
    buffer.append(0x3A)
    needsComma = false
  }

  /// Appends bytes of another format.
  package mutating func append(_ octets: [UInt8]) { append(octets.span) }

  /// Ends a line of JSON Lines.
  public mutating func newline() {
    buffer.append(0x0A)
    needsComma = false
  }

  @inline(__always)
  private mutating func enclose(
    _ key: JSONKey?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    put(key, atMost: 1) { $0.append(open) }
    needsComma = false
    body(&self)
    buffer.append(close)
    needsComma = true
  }

  /// Writes the separator from the previous element, the name, and at most `count` bytes: the memory is checked once.
  @inline(__always)
  private mutating func put(_ key: JSONKey?, atMost count: Int, _ value: (inout OutputSpan<UInt8>) -> Void) {
    let isFirst = !needsComma
    needsComma = true
    let nameLength = key.map { $0.name.utf8CodeUnitCount + 3 } ?? 0
    buffer.append(atMost: 1 + nameLength + count) { output in
      if !isFirst { output.append(0x2C) }
      if let key {
        output.append(0x22)
        output.append(words: key.name)
        output.append(bigEndian: 0x223A as UInt16)
      }
      value(&output)
    }
  }

  private mutating func begin(_ key: JSONKey?) { put(key, atMost: 0) { _ in } }

  /// Writes an encoded element or encoded members.
  public mutating func encoded(_ fragment: [UInt8]) {
    begin(nil)
    append(fragment.span)
  }

  /// Writes a member with a value that is already JSON; nil writes no member.
  public mutating func member(_ key: JSONKey, encoded value: ArraySlice<UInt8>?) {
    guard let value else { return }
    begin(key)
    append(value.span)
  }

  // MARK: Values

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: String?) { put(key, value) }

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: Int?) { put(key, value) }

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: Bool?) { put(key, value) }

  /// Writes a member with a string that is known to be valid UTF-8.
  package mutating func member(_ key: JSONKey, utf8 octets: Span<UInt8>) { put(key, octets) }

  /// Writes a member with two digits for each octet.
  package mutating func member(_ key: JSONKey, hexadecimal octets: Span<UInt8>, upperCase: Bool = false) {
    put(key, atMost: 2 * octets.count + 2) { output in
      output.append(0x22)
      Hexadecimal.append(octets, upperCase: upperCase, to: &output)
      output.append(0x22)
    }
  }

  /// Writes an element; nil is null.
  public mutating func string(_ value: String?) { put(nil, value) }

  /// Writes an element; nil is null.
  public mutating func integer(_ value: Int?) { put(nil, value) }

  /// Writes an element; nil is null.
  public mutating func boolean(_ value: Bool?) { put(nil, value) }

  /// Writes null.
  public mutating func null() { put(nil, nil as String?) }
}

extension JSONWriter {
  private mutating func append(_ octets: Span<UInt8>) {
    buffer.append(atMost: octets.count) { $0.append(copying: octets) }
  }

  private mutating func append(_ literal: StaticString) {
    buffer.append(atMost: literal.utf8CodeUnitCount) { $0.append(copying: literal) }
  }

  @inline(__always)
  private mutating func put(_ key: JSONKey?, _ value: String?) {
    guard let value else { return putNull(key) }
    put(key, value.utf8.span)
  }

  private mutating func putNull(_ key: JSONKey?) { put(key, atMost: 4) { $0.append(copying: "null") } }

  private mutating func put(_ key: JSONKey?, _ octets: Span<UInt8>) {
    var isPlain = false
    put(key, atMost: octets.count + 2) { output in
      output.append(0x22)
      isPlain = output.append(words: octets) { !JSONWriter.mustEscape(anyOf: $0) }
      if isPlain { output.append(0x22) }
    }
    guard !isPlain else { return }
    put(content: octets)
    buffer.append(0x22)
  }

  /// Whether one of the eight octets of a word must be escaped.
  @inline(__always)
  private static func mustEscape(anyOf word: UInt64) -> Bool {
    let controls = (word &- 0x20 * ones) & ~word
    let marks = zeros(word ^ 0x22 * ones) | zeros(word ^ 0x5C * ones) | zeros(word ^ 0x7F * ones)
    return (controls | marks) & highestBits != 0
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highestBits: UInt64 = 0x8080_8080_8080_8080

  /// Has the highest bit of an octet if one of the octets is zero: subtracting one borrows from it.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

  /// Writes the content of a string; runs without characters to escape are copied.
  private mutating func put(content octets: Span<UInt8>) {
    var start = 0
    for index in octets.indices where JSONWriter.mustEscape(octets[index]) {
      append(octets.extracting(start..<index))
      escape(octets[index])
      start = index + 1
    }
    append(octets.extracting(start..<octets.count))
  }

  /// Whether an octet is a control character, a quotation mark or a backslash.
  @inline(__always)
  private static func mustEscape(_ octet: UInt8) -> Bool {
    octet < 0x20 || octet == 0x22 || octet == 0x5C || octet == 0x7F
  }

  private mutating func put(_ key: JSONKey?, _ value: Int?) {
    guard let value else { return putNull(key) }
    // 9,223,372,036,854,775,808 has 19 digits.
    var digits = InlineArray<19, UInt8>(repeating: 0x30)
    var first = digits.count
    var rest = value.magnitude
    repeat {
      first -= 1
      digits[first] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    put(key, atMost: 20) { output in
      if value < 0 { output.append(0x2D) }
      for index in first..<digits.count { output.append(digits[index]) }
    }
  }

  private mutating func put(_ key: JSONKey?, _ value: Bool?) {
    guard let value else { return putNull(key) }
    put(key, atMost: 5) { $0.append(copying: value ? "true" : "false") }
  }

  private mutating func escape(_ octet: UInt8) {
    buffer.append(0x5C)
    switch octet {
    case 0x22, 0x5C: buffer.append(octet)
    case 0x0A: buffer.append(UInt8(ascii: "n"))
    case 0x0D: buffer.append(UInt8(ascii: "r"))
    case 0x09: buffer.append(UInt8(ascii: "t"))
    default:
      append("u00")
      buffer.append(atMost: 2) { $0.append(bigEndian: Hexadecimal.digits(octet)) }
    }
  }
}

/// The name of a member that is known at compile time: letters, digits and hyphens.
public struct JSONKey: Sendable, ExpressibleByStringLiteral {
  let name: StaticString

  /// Creates a name that is written without escaping.
  public init(stringLiteral name: StaticString) { self.name = name }
}
