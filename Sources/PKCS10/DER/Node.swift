// SPDX-License-Identifier: Apache-2.0

/// The identifier octets of a node: class, the constructed bit and a number (X.690 §8.1.2).
package struct Tag: Sendable, Hashable {
  /// The first identifier octet.
  package let octet: UInt8
  /// The tag number; equal to the low five bits of `octet` unless these are all ones.
  package let number: UInt32

  /// A tag with a number below 31.
  @inlinable
  package init(_ octet: UInt8) {
    self.octet = octet
    number = UInt32(octet & 0x1F)
  }

  init(octet: UInt8, number: UInt32) {
    self.octet = octet
    self.number = number
  }

  // Written out, as that of `KnownOID`: a derived operator is called through a witness in other modules.

  /// Whether both are the same class, form and number.
  package static func == (one: Tag, other: Tag) -> Bool { one.octet == other.octet && one.number == other.number }

  /// Whether the content is a sequence of nodes.
  @inlinable
  package var isConstructed: Bool { octet & 0x20 != 0 }

  /// A context-specific tag such as `[0]`.
  @inlinable
  package static func context(_ number: UInt8, constructed: Bool = false) -> Tag {
    Tag(0x80 | (constructed ? 0x20 : 0) | (number & 0x1F))
  }

  /// Whether both tags have the same class and number, regardless of the constructed bit.
  @inlinable
  package func matches(_ other: Tag) -> Bool {
    (octet ^ other.octet) & 0xDF == 0 && number == other.number
  }
}

extension Tag {
  /// BOOLEAN.
  @inlinable package static var boolean: Tag { Tag(0x01) }
  /// INTEGER.
  @inlinable package static var integer: Tag { Tag(0x02) }
  /// BIT STRING.
  @inlinable package static var bitString: Tag { Tag(0x03) }
  /// OCTET STRING.
  @inlinable package static var octetString: Tag { Tag(0x04) }
  /// NULL.
  @inlinable package static var null: Tag { Tag(0x05) }
  /// OBJECT IDENTIFIER.
  @inlinable package static var objectIdentifier: Tag { Tag(0x06) }
  /// ENUMERATED.
  @inlinable package static var enumerated: Tag { Tag(0x0A) }
  /// UTF8String.
  @inlinable package static var utf8String: Tag { Tag(0x0C) }
  /// SEQUENCE or SEQUENCE OF.
  @inlinable package static var sequence: Tag { Tag(0x30) }
  /// SET or SET OF.
  @inlinable package static var set: Tag { Tag(0x31) }
  /// NumericString.
  @inlinable package static var numericString: Tag { Tag(0x12) }
  /// PrintableString.
  @inlinable package static var printableString: Tag { Tag(0x13) }
  /// TeletexString, also called T61String.
  @inlinable package static var teletexString: Tag { Tag(0x14) }
  /// IA5String.
  @inlinable package static var ia5String: Tag { Tag(0x16) }
  /// UTCTime.
  @inlinable package static var utcTime: Tag { Tag(0x17) }
  /// GeneralizedTime.
  @inlinable package static var generalizedTime: Tag { Tag(0x18) }
  /// VisibleString.
  @inlinable package static var visibleString: Tag { Tag(0x1A) }
  /// UniversalString.
  @inlinable package static var universalString: Tag { Tag(0x1C) }
  /// BMPString.
  @inlinable package static var bmpString: Tag { Tag(0x1E) }
}

extension Tag: CustomStringConvertible {
  /// The names of the universal types by number.
  private static let names: [String?] = (0..<32).map { namesByNumber[$0] }
  private static let namesByNumber: [Int: String] = [
    0x01: "BOOLEAN", 0x02: "INTEGER", 0x03: "BIT STRING", 0x04: "OCTET STRING", 0x05: "NULL",
    0x06: "OBJECT IDENTIFIER", 0x0A: "ENUMERATED", 0x0C: "UTF8String", 0x10: "SEQUENCE", 0x11: "SET",
    0x12: "NumericString", 0x13: "PrintableString", 0x14: "TeletexString", 0x16: "IA5String", 0x17: "UTCTime",
    0x18: "GeneralizedTime", 0x1A: "VisibleString", 0x1C: "UniversalString", 0x1E: "BMPString",
  ]

  /// The name of a universal type (`SEQUENCE`), or the class and number (`[0]`, `[APPLICATION 3]`).
  package var description: String {
    switch octet & 0xC0 {
    case 0x00: Tag.names[Int(octet & 0x1F)] ?? "[UNIVERSAL \(number)]"
    case 0x40: "[APPLICATION \(number)]"
    case 0x80: "[\(number)]"
    default: "[PRIVATE \(number)]"
    }
  }
}

/// One tag, length and content (TLV) of an encoding, as offsets in the bytes it was read from.
///
/// Offsets count from the first byte of the entire input, so that a finding can report them.
package struct Node: Sendable, Hashable {
  /// The identifier octets.
  package let tag: Tag
  /// The first byte of the tag.
  package let start: Int
  /// The content, without end-of-contents octets.
  package let content: Range<Int>
  /// One past the last byte, end-of-contents octets included.
  package let end: Int
  /// What makes the header BER but not DER.
  package let laxity: Laxity

  @inlinable
  init(tag: Tag, start: Int, content: Range<Int>, end: Int, laxity: Laxity) {
    self.tag = tag
    self.start = start
    self.content = content
    self.end = end
    self.laxity = laxity
  }

  /// Header, content and end-of-contents octets.
  @inlinable
  package var range: Range<Int> { start..<end }

  /// Ways in which a header is valid BER but not DER (X.690 §10.1, §8.1.2.4.2).
  package enum Laxity: UInt8, Sendable {
    /// The header is DER.
    case none
    /// The length has more octets than it needs.
    case longLength
    /// The length is indefinite, ended by two zero octets.
    case indefiniteLength
    /// A number below 31 in the high-tag-number form, or one with leading zero octets.
    case longTag
  }
}
