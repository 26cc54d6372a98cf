// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import SystemBridge

/// Writes JSON (RFC 8259) as bytes, in the order in which it is told.
///
/// The buffer can be kept and reused: a document costs no allocation of its own then. Each member is one append, its
/// comma, name and value together.
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
  public mutating func object(_ body: (inout JSONWriter) -> Void) { enclose(nil, 0x7B, 0x7D, body) }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) { enclose(nil, 0x5B, 0x5D, body) }

  /// Writes a member that is an object.
  public mutating func object(_ key: JSONKey, _ body: (inout JSONWriter) -> Void) { enclose(key, 0x7B, 0x7D, body) }

  /// Writes a member that is an array.
  public mutating func array(_ key: JSONKey, _ body: (inout JSONWriter) -> Void) { enclose(key, 0x5B, 0x5D, body) }

  /// Writes the name of a member, whose value is written next.
  public mutating func write(_ key: JSONKey) {
    put(key, 0) { _ in }
    needsComma = false
  }

  /// A member's name that is known at run time only: letters, digits and hyphens.
  public mutating func write(named name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Octets that are no JSON, such as a line of another format.
  mutating func append(_ octets: [UInt8]) { bytes.append(contentsOf: octets) }

  mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  @inline(__always)
  private mutating func enclose(
    _ key: JSONKey?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    put(key, 1) { $0.append(open) }
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  /// Appends what separates an element from the one before, its name and its value of at most so many octets.
  @inline(__always)
  private mutating func put(_ key: JSONKey?, _ length: Int, _ value: (inout OutputSpan<UInt8>) -> Void) {
    let separates = needsComma
    needsComma = true
    bytes.append(addingCapacity: length + 4 + (key?.count ?? 0)) {
      (output: inout OutputSpan<UInt8>) in
      if separates { output.append(0x2C) }
      if let key {
        output.append(0x22)
        key.append(to: &output)
        output.append(0x22)
        output.append(0x3A)
      }
      value(&output)
    }
  }

  /// Members that were encoded before.
  mutating func members(_ fragment: [UInt8]) {
    put(nil, fragment.count) { $0.append(copying: fragment.span) }
  }

  /// A value that is JSON already; a missing one is left out with its key.
  public mutating func member(_ key: JSONKey, encoded value: ArraySlice<UInt8>?) {
    guard let value else { return }
    put(key, value.count) { $0.append(copying: value.span) }
  }

  // MARK: Values

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: String?) { put(key, value) }

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: Int?) { put(key, value) }

  /// Writes a member; nil is null.
  public mutating func member(_ key: JSONKey, _ value: Bool?) { put(key, value) }

  /// A string that is valid UTF-8 for its type, so that it needs no look at its scalars.
  mutating func member(_ key: JSONKey, utf8 octets: Span<UInt8>) { put(key, octets) }

  /// A value in hexadecimal.
  mutating func hex(_ key: JSONKey, upperCase: Bool = false, _ digest: Digest) {
    put(key, 2 * digest.count + 2) { output in
      output.append(0x22)
      digest.appendHex(upperCase: upperCase, to: &output)
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
  public mutating func null() { put(nil, 4) { $0.append(copying: "null") } }

  /// Strings as one, with commas between them.
  mutating func member(_ key: JSONKey, joining parts: some Sequence<String>) {
    put(key, 1) { $0.append(0x22) }
    var isFirst = true
    for part in parts {
      if !isFirst { bytes.append(addingCapacity: 2) { $0.append(copying: ", ") } }
      isFirst = false
      put(content: part.utf8.span)
    }
    bytes.append(0x22)
  }
}

extension JSONWriter {
  @inline(__always)
  private mutating func put(_ key: JSONKey?, _ value: String?) {
    guard let value else { return put(key, 4) { $0.append(copying: "null") } }
    put(key, value.utf8.span)
  }

  private mutating func put(_ key: JSONKey?, _ octets: Span<UInt8>) {
    guard ByteSearch.isPlainText(octets) else {
      put(key, 1) { $0.append(0x22) }
      put(content: octets)
      return bytes.append(0x22)
    }
    put(key, octets.count + 2) { output in
      output.append(0x22)
      output.append(copying: octets)
      output.append(0x22)
    }
  }

  /// The inside of a string: runs without anything to escape are copied as they are.
  private mutating func put(content octets: Span<UInt8>) {
    var start = 0
    while start < octets.count {
      var end = start
      while end < octets.count, octets[end].isPlainJSON { end += 1 }
      if end > start {
        bytes.append(addingCapacity: end - start) { $0.append(copying: octets.extracting(start..<end)) }
      }
      if end < octets.count { escape(octets[end]) }
      start = end + 1
    }
  }

  private mutating func put(_ key: JSONKey?, _ value: Int?) {
    guard let value else { return put(key, 4) { $0.append(copying: "null") } }
    put(key, 20) { output in
      if value < 0 { output.append(0x2D) }
      let magnitude = value.magnitude
      var divisor: UInt = 1
      while magnitude / divisor >= 10 { divisor *= 10 }
      while divisor > 0 {
        output.append(UInt8(magnitude / divisor % 10) + 0x30)
        divisor /= 10
      }
    }
  }

  private mutating func put(_ key: JSONKey?, _ value: Bool?) {
    put(key, 5) { output in
      switch value {
      case true?: output.append(copying: "true")
      case false?: output.append(copying: "false")
      case nil: output.append(copying: "null")
      }
    }
  }

  private mutating func escape(_ octet: UInt8) {
    bytes.append(0x5C)
    switch octet {
    case 0x22, 0x5C: bytes.append(octet)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(addingCapacity: 5) { $0.append(copying: "u00") }
      for digit in [octet >> 4, octet & 0x0F] { bytes.append(digit < 10 ? digit + 0x30 : digit + 0x57) }
    }
  }
}

/// The name of a member: letters, digits and hyphens.
public struct JSONKey: Sendable, ExpressibleByStringLiteral {
  private let name: StaticString
  /// A name that is known at run time only, in the place of the other.
  private let spelling: String?

  /// A name that is known when the program is built.
  public init(stringLiteral name: StaticString) {
    self.name = name
    spelling = nil
  }

  /// A name that is known at run time only.
  public init(_ name: String) {
    self.name = ""
    spelling = name
  }

  var count: Int { spelling?.utf8.count ?? name.utf8CodeUnitCount }

  func append(to output: inout OutputSpan<UInt8>) {
    if let spelling {
      output.append(copying: spelling.utf8.span)
    } else {
      output.append(copying: name)
    }
  }
}

extension UInt8 {
  /// Whether JSON takes the octet of UTF-8 as it is.
  @inline(__always)
  fileprivate var isPlainJSON: Bool { self >= 0x20 && self != 0x22 && self != 0x5C && self != 0x7F }
}
