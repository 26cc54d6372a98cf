// SPDX-License-Identifier: Apache-2.0

/// What the value of an extension or attribute says, once it is decoded.
public protocol DecodedValue: Sendable {
  /// Reads a value.
  ///
  /// - Parameter encoding: tag, length and content of the value, and nothing else: what an extension's OCTET STRING
  ///   holds, or one element of an attribute's SET.
  /// - Throws: where the encoding is not what the value's type asks for.
  init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError)

  /// The value in a line for a person.
  var text: String { get }
}

extension DecodedValue {
  /// The entries of a list, separated by commas; `none` for an empty one.
  static func list(_ entries: [String]) -> String {
    entries.isEmpty ? "none" : entries.joined(separator: ", ")
  }
}

/// A value that is one string, of whichever type: comments, names of servers and templates, passwords.
public struct StringValue: DecodedValue, Hashable {
  /// The string's type.
  public let tag: Tag
  /// The string.
  public let text: String

  /// Reads a string of any string type.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(encoding)
    let node = try cursor.next(in: bytes)
    guard let string = StringText(node.tag, content: node.content, in: bytes) else {
      throw .unexpectedTag(offset: node.start, expected: .utf8String, found: node.tag)
    }
    try cursor.finish()
    tag = node.tag
    text = string.text
  }
}

/// A value that is one OCTET STRING: key identifiers (RFC 5280 §4.2.1.2), ACME's digests (RFC 8737 §3), nonces for
/// onion names (BR Appendix B).
public struct OctetsValue: DecodedValue, Hashable {
  /// The octets.
  public let octets: [UInt8]

  /// Reads an OCTET STRING.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    octets = try Cursor.only(.octetString, encoding, in: bytes).content.map { bytes[$0] }
  }

  /// The octets in hexadecimal.
  public var text: String { HexText.text(0..<octets.count, in: octets.span) }
}

/// A value that says something by being there (RFC 6960 §4.2.2.2.1, RFC 6962 §3.1).
public struct NullValue: DecodedValue, Hashable {
  /// Reads a NULL.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let node = try Cursor.only(.null, encoding, in: bytes)
    guard node.content.isEmpty else { throw .malformed(offset: node.start, what: "a NULL with content") }
  }

  /// `present`.
  public var text: String { "present" }
}

/// The bits of a BIT STRING that has names for them (X.680 §22.7).
struct NamedBits: Sendable, Hashable {
  /// The positions of the bits that are set, in order; bit 0 is the first one.
  let positions: [Int]

  /// Reads a BIT STRING of at most 32 bits; zero bits at its end, which DER leaves out, are let pass.
  init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let node = try Cursor.only(.bitString, encoding, in: bytes)
    guard let first = node.content.first, node.content.count <= 5, bytes[first] < 8,
      bytes[first] == 0 || node.content.count > 1
    else { throw .malformed(offset: node.start, what: "a BIT STRING that cannot hold named bits") }
    let count = (node.content.count - 1) * 8 - Int(bytes[first])
    positions = (0..<count).filter { bytes[first + 1 + $0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
  }

  /// The names of the bits that are set; `bit 12` for one without a name.
  func names(_ names: [String]) -> [String] {
    positions.map { $0 < names.count ? names[$0] : "bit \($0)" }
  }
}

/// Bytes in hexadecimal, lower case.
enum HexText {
  /// How many bytes are shown of a value that nobody knows how to read.
  static let limit = 64

  /// All bytes of a range.
  static func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(2 * range.count)
    for index in range {
      let (high, low) = (bytes[index] >> 4, bytes[index] & 0x0F)
      output.append(high < 10 ? high + 0x30 : high + 0x57)
      output.append(low < 10 ? low + 0x30 : low + 0x57)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The first bytes of a range and how many there are: `0500 (2 bytes)`.
  static func counted(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    let count = "(\(range.count) bytes)"
    guard !range.isEmpty else { return count }
    let shown = text(range.prefix(limit), in: bytes)
    return shown + (range.count > limit ? "… " : " ") + count
  }
}
