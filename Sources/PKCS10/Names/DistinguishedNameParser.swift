// SPDX-License-Identifier: Apache-2.0

extension DistinguishedName {
  /// An attribute of a name in text form.
  package struct ParsedAttribute: Sendable, Hashable {
    /// The type in dotted form.
    package let oid: String
    /// The value.
    package let value: String
    /// Whether a `+` joins it to the attribute before.
    package let joinsPrevious: Bool
  }

  /// Reads a name in the form of RFC 4514 §3, with quoted values and spaces around separators as in RFC 2253 §4.
  ///
  /// Types are short names, the names in `KnownOID` in any case, or dotted identifiers.
  package static func parse(_ text: String) throws(DistinguishedNameError) -> [ParsedAttribute] {
    var parser = DistinguishedNameParser(text)
    return try parser.parse()
  }
}

/// Why a text is not a distinguished name.
public struct DistinguishedNameError: Error, Sendable, Hashable {
  /// The fault.
  package let fault: Fault

  init(_ fault: Fault) { self.fault = fault }

  /// The faults of a name in text form.
  package enum Fault: Sendable, Hashable {
    /// An attribute without an equals sign.
    case withoutEqualsSign(String)
    /// A type that is neither a known name nor a dotted identifier.
    case unknownType(String)
    /// The value of a type starts with a quotation mark that has no counterpart, or text follows it.
    case quotation(String)
    /// A backslash in the value of a type that no special character or two hexadecimal digits follow.
    case escape(String)
    /// The value of a type is not UTF-8, or `#` is not followed by the encoding of a string.
    case value(String)
    /// The form `/C=NO/O=Example` of OpenSSL.
    case slashes
  }
}

extension DistinguishedNameError: CustomStringConvertible {
  /// The reason, without a full stop.
  public var description: String {
    switch fault {
    case .withoutEqualsSign(let text): "“\(text)” has no equals sign; an attribute has the form O=Example"
    case .unknownType(let type): "“\(type)” is not a known attribute type, such as C, ST, L, O or CN"
    case .quotation(let type): "the quotation marks of \(type) are not balanced"
    case .escape(let type): "a backslash in \(type) is not followed by a special character or two hexadecimal digits"
    case .value(let type): "the value of \(type) is not text"
    case .slashes: "it starts with a slash; write it as in RFC 4514, such as \"C=NO, O=Example AS\""
    }
  }
}

/// Reads a name character by character; every step advances.
private struct DistinguishedNameParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func parse() throws(DistinguishedNameError) -> [DistinguishedName.ParsedAttribute] {
    var attributes: [DistinguishedName.ParsedAttribute] = []
    var joins = false
    skipSpaces()
    if peek == UInt8(ascii: "/") { throw DistinguishedNameError(.slashes) }
    while position < bytes.count {
      let type = try readType()
      let value = try readValue(of: type.name)
      attributes.append(.init(oid: type.oid, value: value, joinsPrevious: joins))
      guard let separator = peek else { break }
      joins = separator == UInt8(ascii: "+")
      position += 1
      skipSpaces()
    }
    return attributes
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpaces() {
    while let octet = peek, octet == 0x20 || octet == 0x09 { position += 1 }
  }

  private mutating func readType() throws(DistinguishedNameError) -> (oid: String, name: String) {
    let start = position
    while let octet = peek, octet != UInt8(ascii: "="), !Self.isSeparator(octet) { position += 1 }
    let text = Self.trimmed(bytes[start..<position])
    guard peek == UInt8(ascii: "=") else { throw DistinguishedNameError(.withoutEqualsSign(text)) }
    position += 1
    guard let oid = AttributeTypeNames.oid(of: text) else { throw DistinguishedNameError(.unknownType(text)) }
    return (oid, text)
  }

  private mutating func readValue(of type: String) throws(DistinguishedNameError) -> String {
    skipSpaces()
    if peek == UInt8(ascii: "\"") { return try readQuoted(type) }
    if peek == UInt8(ascii: "#") { return try readHexadecimal(type) }
    var value: [UInt8] = []
    // The number of octets up to the last that is not an unescaped space.
    var length = 0
    while let octet = peek, !Self.isSeparator(octet) {
      if octet == UInt8(ascii: "\\") {
        value.append(try readEscape(type))
        length = value.count
        continue
      }
      value.append(octet)
      if octet != 0x20 { length = value.count }
      position += 1
    }
    return try Self.text(value.prefix(length), type)
  }

  private mutating func readQuoted(_ type: String) throws(DistinguishedNameError) -> String {
    position += 1
    var value: [UInt8] = []
    while let octet = peek, octet != UInt8(ascii: "\"") {
      if octet == UInt8(ascii: "\\") {
        value.append(try readEscape(type))
      } else {
        value.append(octet)
        position += 1
      }
    }
    guard peek != nil else { throw DistinguishedNameError(.quotation(type)) }
    position += 1
    skipSpaces()
    if let octet = peek, !Self.isSeparator(octet) { throw DistinguishedNameError(.quotation(type)) }
    return try Self.text(value[...], type)
  }

  /// The octet of an escape (RFC 4514 §2.4).
  private mutating func readEscape(_ type: String) throws(DistinguishedNameError) -> UInt8 {
    guard position + 1 < bytes.count else { throw DistinguishedNameError(.escape(type)) }
    let next = bytes[position + 1]
    if position + 2 < bytes.count, let high = Self.digit(next), let low = Self.digit(bytes[position + 2]) {
      position += 3
      return high << 4 | low
    }
    guard Array(" \"#+,;<=>\\".utf8).contains(next) else { throw DistinguishedNameError(.escape(type)) }
    position += 2
    return next
  }

  /// The text of an encoding in hexadecimal, which must be a string.
  private mutating func readHexadecimal(_ type: String) throws(DistinguishedNameError) -> String {
    position += 1
    var octets: [UInt8] = []
    while position + 1 < bytes.count, let high = Self.digit(bytes[position]),
      let low = Self.digit(bytes[position + 1])
    {
      octets.append(high << 4 | low)
      position += 2
    }
    skipSpaces()
    if let octet = peek, !Self.isSeparator(octet) { throw DistinguishedNameError(.value(type)) }
    guard let string = try? StringValue(0..<octets.count, in: octets.span) else {
      throw DistinguishedNameError(.value(type))
    }
    return string.text
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";") || octet == UInt8(ascii: "+")
  }

  private static func digit(_ octet: UInt8) -> UInt8? {
    switch octet {
    case 0x30...0x39: octet - 0x30
    case 0x41...0x46: octet - 0x37
    case 0x61...0x66: octet - 0x57
    default: nil
    }
  }

  private static func trimmed(_ octets: ArraySlice<UInt8>) -> String {
    let start = octets.drop { $0 == 0x20 || $0 == 0x09 }
    let count = (start.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? start.startIndex - 1) + 1 - start.startIndex
    return String(decoding: start.prefix(count), as: UTF8.self)
  }

  private static func text(_ octets: ArraySlice<UInt8>, _ type: String) throws(DistinguishedNameError) -> String {
    guard let text = String(validating: octets, as: UTF8.self) else { throw DistinguishedNameError(.value(type)) }
    return text
  }
}

/// The names of attribute types in text.
enum AttributeTypeNames {
  /// The short names of RFC 4514 §3, and those of OpenSSL and Windows.
  private static let short: [String: String] = [
    "cn": "2.5.4.3", "sn": "2.5.4.4", "c": "2.5.4.6", "l": "2.5.4.7", "st": "2.5.4.8", "s": "2.5.4.8",
    "sp": "2.5.4.8", "street": "2.5.4.9", "o": "2.5.4.10", "ou": "2.5.4.11", "t": "2.5.4.12", "gn": "2.5.4.42",
    "g": "2.5.4.42", "dc": "0.9.2342.19200300.100.1.25", "uid": "0.9.2342.19200300.100.1.1",
    "e": "1.2.840.113549.1.9.1", "email": "1.2.840.113549.1.9.1", "pc": "2.5.4.17",
    "jurisdictionl": "1.3.6.1.4.1.311.60.2.1.1", "jurisdictionst": "1.3.6.1.4.1.311.60.2.1.2",
    "jurisdictionc": "1.3.6.1.4.1.311.60.2.1.3",
  ]

  /// The dotted form of a type; nil if it is unknown.
  static func oid(of name: String) -> String? {
    let folded = name.lowercased()
    if let oid = short[folded] { return oid }
    let known = KnownOID.table.first { $0.family == .subjectAttribute && $0.name.lowercased() == folded }
    if let known { return known.dotted }
    let dotted = folded.hasPrefix("oid.") ? String(folded.dropFirst(4)) : folded
    guard dotted.contains("."), ObjectIdentifierText.encode(dotted) != nil else { return nil }
    return dotted
  }
}
