// SPDX-License-Identifier: Apache-2.0

/// Writes JSON (RFC 8259) as bytes, in the order in which it is told.
///
/// The buffer can be kept and reused: a document costs no allocation of its own then.
public struct JSONWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty document.
  public init() {}

  /// Forgets the content and keeps the memory.
  public mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// The document, which the caller owns; the next one starts empty.
  mutating func take() -> [UInt8] {
    let length = bytes.count
    needsComma = false
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    // The next document will be about as long.
    bytes.reserveCapacity(length)
    return taken
  }

  /// The document as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Structure

  /// Writes an object whose members `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) { enclose(0x7B, 0x7D, body) }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) { enclose(0x5B, 0x5D, body) }

  /// Writes a member that is an object.
  public mutating func object(_ key: JSONKey, _ body: (inout JSONWriter) -> Void) {
    write(key)
    object(body)
  }

  /// Writes a member that is an array.
  public mutating func array(_ key: JSONKey, _ body: (inout JSONWriter) -> Void) {
    write(key)
    array(body)
  }

  /// Writes the name of a member, whose value is written next.
  public mutating func write(_ key: JSONKey) {
    separate()
    bytes.append(contentsOf: key.bytes)
    needsComma = false
  }

  /// Octets that are no JSON, such as a line of another format.
  mutating func append(_ octets: [UInt8]) { bytes.append(contentsOf: octets) }

  mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  /// Members that were encoded before.
  mutating func members(_ fragment: [UInt8]) {
    separate()
    bytes.append(contentsOf: fragment)
  }

  /// A value that is JSON already; a missing one is left out with its key.
  public mutating func member(_ key: JSONKey, encoded value: ArraySlice<UInt8>?) {
    guard let value else { return }
    write(key)
    separate()
    bytes.append(contentsOf: value)
  }

  // MARK: Values

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: String?) {
    write(key)
    string(value)
  }

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: Int?) {
    write(key)
    integer(value)
  }

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: Bool?) {
    write(key)
    boolean(value)
  }

  /// A string from a part of an array; what is valid UTF-8 for its type needs no look at its scalars.
  mutating func member(_ key: JSONKey, utf8 range: Range<Int>, of source: [UInt8]) {
    write(key)
    separate()
    bytes.append(0x22)
    if source.span.extracting(range).isPlainJSON {
      bytes.append(contentsOf: source[range])
    } else {
      for octet in source[range] { escape(octet) }
    }
    bytes.append(0x22)
  }

  /// A value in hexadecimal.
  mutating func hex(_ key: JSONKey, upperCase: Bool = false, _ append: (inout [UInt8]) -> Void) {
    write(key)
    separate()
    bytes.append(0x22)
    append(&bytes)
    bytes.append(0x22)
  }

  /// Writes an element; nil is null.
  public mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    bytes.append(0x22)
    let octets = value.utf8.span
    if octets.isPlainJSON {
      bytes.append(addingCapacity: octets.count) { (output: inout OutputSpan<UInt8>) in
        for index in octets.indices { output.append(octets[index]) }
      }
    } else {
      for index in octets.indices { escape(octets[index]) }
    }
    bytes.append(0x22)
  }

  /// Writes an element; nil is null.
  public mutating func integer(_ value: Int?) {
    guard let value else { return null() }
    separate()
    if value < 0 { bytes.append(0x2D) }
    let magnitude = value.magnitude
    var divisor: UInt = 1
    while magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(magnitude / divisor % 10) + 0x30)
      divisor /= 10
    }
  }

  /// Writes an element; nil is null.
  public mutating func boolean(_ value: Bool?) {
    guard let value else { return null() }
    separate()
    bytes.append(contentsOf: value ? JSONKey.literalTrue : JSONKey.literalFalse)
  }

  /// Writes null.
  public mutating func null() {
    separate()
    bytes.append(contentsOf: JSONKey.literalNull)
  }

  private mutating func escape(_ octet: UInt8) {
    guard !octet.isPlainJSON else { return bytes.append(octet) }
    bytes.append(0x5C)
    switch octet {
    case 0x22, 0x5C: bytes.append(octet)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(contentsOf: JSONKey.escapePrefix)
      for digit in [octet >> 4, octet & 0x0F] { bytes.append(digit < 10 ? digit + 0x30 : digit + 0x57) }
    }
  }
}

/// The name of a member, encoded once with its quotes and colon.
public struct JSONKey: Sendable, ExpressibleByStringLiteral {
  let bytes: [UInt8]

  /// A name that is known when the program is built.
  public init(stringLiteral name: StaticString) { bytes = Array("\"\(name)\":".utf8) }

  /// A name that is known at run time only: no characters that JSON escapes.
  public init(_ name: String) { bytes = Array("\"\(name)\":".utf8) }

  static let literalTrue = Array("true".utf8)
  static let literalFalse = Array("false".utf8)
  static let literalNull = Array("null".utf8)
  static let escapePrefix = Array("u00".utf8)
}

extension UInt8 {
  /// Whether JSON takes the octet of UTF-8 as it is.
  @inline(__always)
  fileprivate var isPlainJSON: Bool { self >= 0x20 && self != 0x22 && self != 0x5C && self != 0x7F }
}

extension Span<UInt8> {
  @inline(__always)
  fileprivate var isPlainJSON: Bool {
    for index in indices where !self[index].isPlainJSON { return false }
    return true
  }
}
