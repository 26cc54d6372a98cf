// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The decoded value of an extension or attribute.
package protocol DecodedValue: Sendable {
  /// Reads a value.
  ///
  /// - Parameter encoding: exactly the tag, length and content of the value: the content of an extension's OCTET
  ///   STRING, or one element of an attribute's SET.
  /// - Throws: `DERError` if the encoding does not match the type.
  init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError)

  /// The value on one line.
  var text: String { get }
}

extension DecodedValue {
  /// The entries separated by commas; `none` for an empty list.
  static func list(_ entries: [String]) -> String {
    entries.isEmpty ? "none" : entries.joined(separator: ", ")
  }
}

/// A value that is one string of any string type: comments, server and template names, passwords.
package struct StringValue: DecodedValue, Hashable {
  /// The type of the string.
  package let tag: Tag
  /// The string.
  package let text: String

  /// Reads a string of any string type.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
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

/// A value that is one OCTET STRING: key identifiers (RFC 5280 §4.2.1.2), ACME digests (RFC 8737 §3), nonces for onion
/// names (BR Appendix B).
package struct OctetsValue: DecodedValue, Hashable {
  /// The octets.
  package let octets: [UInt8]

  /// Reads an OCTET STRING.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    octets = try Cursor.only(.octetString, encoding, in: bytes).content.map { bytes[$0] }
  }

  /// The octets in hexadecimal.
  package var text: String { Hexadecimal.text(octets) }
}

/// A value whose presence is its meaning (RFC 6960 §4.2.2.2.1, RFC 6962 §3.1).
package struct NullValue: DecodedValue, Hashable {
  /// Reads a NULL.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let node = try Cursor.only(.null, encoding, in: bytes)
    guard node.content.isEmpty else { throw .malformed(offset: node.start, what: "a NULL with content") }
  }

  /// `present`.
  package var text: String { "present" }
}

/// The bits of a BIT STRING with named bits (X.680 §22.7).
struct NamedBits: Sendable, Hashable {
  /// The positions of the set bits, in order; bit 0 is the first.
  let positions: [Int]

  /// Reads a BIT STRING of at most 32 bits; trailing zero bits, which DER omits, are accepted.
  init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let node = try Cursor.only(.bitString, encoding, in: bytes)
    guard let first = node.content.first, node.content.count <= 5, bytes[first] < 8,
      bytes[first] == 0 || node.content.count > 1
    else { throw .malformed(offset: node.start, what: "a BIT STRING that cannot contain named bits") }
    let count = (node.content.count - 1) * 8 - Int(bytes[first])
    positions = (0..<count).filter { bytes[first + 1 + $0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
  }

  /// The names of the set bits; `bit 12` for a bit without a name.
  func names(_ names: [String]) -> [String] {
    positions.map { $0 < names.count ? names[$0] : "bit \($0)" }
  }
}

extension Hexadecimal {
  /// The number of bytes shown of an undecoded value.
  private static let limit = 64

  /// The first bytes of a range and their total number: `0500 (2 bytes)`.
  static func counted(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    let count = "(\(range.count) bytes)"
    guard !range.isEmpty else { return count }
    let shown = text(range.prefix(limit), in: bytes)
    return shown + (range.count > limit ? "… " : " ") + count
  }
}
