// SPDX-License-Identifier: Apache-2.0

/// A strict JSON parser (RFC 8259) with linear running time, limited depth and the offset of each error.
package struct JSONReader {
  /// The maximum nesting depth of arrays and objects.
  package static let depthLimit = 32

  var position: Int

  /// Parses one value with optional white space around it; skips a byte order mark.
  package static func read(_ bytes: Span<UInt8>) throws(JSONError) -> JSONItem {
    var reader = JSONReader(position: bytes.startsWithByteOrderMark ? 3 : 0)
    let item = try reader.item(in: bytes, depth: 0)
    reader.skipWhitespace(in: bytes)
    guard reader.position == bytes.count else { throw .trailingData(offset: reader.position) }
    return item
  }

  private mutating func item(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONItem {
    skipWhitespace(in: bytes)
    let offset = position
    guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
    let value: JSONValue
    switch bytes[position] {
    case UInt8(ascii: "{"): value = .object(try members(in: bytes, depth: depth))
    case UInt8(ascii: "["): value = .array(try elements(in: bytes, depth: depth))
    case UInt8(ascii: "\""): value = .string(try string(in: bytes))
    case UInt8(ascii: "t"): value = try literal("true", .bool(true), in: bytes)
    case UInt8(ascii: "f"): value = try literal("false", .bool(false), in: bytes)
    case UInt8(ascii: "n"): value = try literal("null", .null, in: bytes)
    case UInt8(ascii: "-"), 0x30...0x39: value = .number(try number(in: bytes))
    default: throw .unexpected(offset: position, expected: "a value")
    }
    return JSONItem(offset: offset, value: value)
  }

  private mutating func members(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> [JSONMember] {
    guard depth < JSONReader.depthLimit else { throw .tooDeep(offset: position, limit: JSONReader.depthLimit) }
    position += 1
    var members: [JSONMember] = []
    if closes(UInt8(ascii: "}"), in: bytes) { return members }
    while true {
      skipWhitespace(in: bytes)
      let offset = position
      guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
      guard bytes[position] == UInt8(ascii: "\"") else { throw .unexpected(offset: position, expected: "a name") }
      let name = try string(in: bytes)
      try require(UInt8(ascii: ":"), "a colon", in: bytes)
      members.append(JSONMember(name: name, offset: offset, item: try item(in: bytes, depth: depth + 1)))
      if closes(UInt8(ascii: "}"), in: bytes) { return members }
      try require(UInt8(ascii: ","), "a comma or a closing brace", in: bytes)
    }
  }

  private mutating func elements(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> [JSONItem] {
    guard depth < JSONReader.depthLimit else { throw .tooDeep(offset: position, limit: JSONReader.depthLimit) }
    position += 1
    var elements: [JSONItem] = []
    if closes(UInt8(ascii: "]"), in: bytes) { return elements }
    while true {
      elements.append(try item(in: bytes, depth: depth + 1))
      if closes(UInt8(ascii: "]"), in: bytes) { return elements }
      try require(UInt8(ascii: ","), "a comma or a closing bracket", in: bytes)
    }
  }

  private mutating func literal(
    _ word: String, _ value: JSONValue, in bytes: Span<UInt8>
  ) throws(JSONError) -> JSONValue {
    let start = position
    for octet in word.utf8 {
      guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
      guard bytes[position] == octet else { throw .unexpected(offset: start, expected: "a value") }
      position += 1
    }
    return value
  }

  private mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits(in: bytes)
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try digits(in: bytes)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try digits(in: bytes)
    }
    return bytes.text(start..<position) ?? ""
  }

  private mutating func digits(in bytes: Span<UInt8>) throws(JSONError) {
    guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
    guard bytes[position].isASCIIDigit else { throw .unexpected(offset: position, expected: "a digit") }
    while position < bytes.count, bytes[position].isASCIIDigit { position += 1 }
  }

  private mutating func closes(_ octet: UInt8, in bytes: Span<UInt8>) -> Bool {
    skipWhitespace(in: bytes)
    guard position < bytes.count, bytes[position] == octet else { return false }
    position += 1
    return true
  }

  private mutating func require(_ octet: UInt8, _ what: String, in bytes: Span<UInt8>) throws(JSONError) {
    skipWhitespace(in: bytes)
    guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
    guard bytes[position] == octet else { throw .unexpected(offset: position, expected: what) }
    position += 1
  }

  /// Skips the four characters that are white space in JSON.
  private mutating func skipWhitespace(in bytes: Span<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }
}

extension JSONReader {
  /// Parses a string whose opening quotation mark is at `position`.
  mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position
    position += 1
    var octets: [UInt8] = []
    while position < bytes.count {
      let octet = bytes[position]
      switch octet {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: octets, as: UTF8.self) else { throw .invalidUTF8(offset: start) }
        return text
      case UInt8(ascii: "\\"):
        try escape(in: bytes, into: &octets)
      case 0x00..<0x20:
        throw .controlCharacter(offset: position)
      default:
        octets.append(octet)
        position += 1
      }
    }
    throw .unexpectedEnd(offset: position)
  }

  private mutating func escape(in bytes: Span<UInt8>, into octets: inout [UInt8]) throws(JSONError) {
    let start = position
    guard position + 1 < bytes.count else { throw .unexpectedEnd(offset: bytes.count) }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): octets.append(letter)
    case UInt8(ascii: "b"): octets.append(0x08)
    case UInt8(ascii: "f"): octets.append(0x0C)
    case UInt8(ascii: "n"): octets.append(0x0A)
    case UInt8(ascii: "r"): octets.append(0x0D)
    case UInt8(ascii: "t"): octets.append(0x09)
    case UInt8(ascii: "u"): octets += Array(String(try scalar(in: bytes, from: start)).utf8)
    default: throw .invalidEscape(offset: start)
    }
  }

  /// Parses one `\u` escape, or two that form a surrogate pair; `position` is after the first `u`.
  private mutating func scalar(in bytes: Span<UInt8>, from start: Int) throws(JSONError) -> Unicode.Scalar {
    let unit = try fourDigits(in: bytes, from: start)
    if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
    guard UTF16.isLeadSurrogate(unit), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { throw .invalidEscape(offset: start) }
    position += 2
    let trail = try fourDigits(in: bytes, from: start)
    let value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
    guard UTF16.isTrailSurrogate(trail), let scalar = Unicode.Scalar(value) else {
      throw .invalidEscape(offset: start)
    }
    return scalar
  }

  private mutating func fourDigits(in bytes: Span<UInt8>, from start: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
      guard let digit = bytes[position].hexadecimalValue else { throw .invalidEscape(offset: start) }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
