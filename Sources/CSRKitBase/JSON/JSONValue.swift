// SPDX-License-Identifier: Apache-2.0

/// A JSON value as written (RFC 8259): members in order, with duplicates; numbers as their literals.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The number's literal, unchanged.
  case number(String)
  case string(String)
  case array([JSONItem])
  case object([JSONMember])
}

/// A value and the offset of its first byte.
package struct JSONItem: Sendable, Hashable {
  package let offset: Int
  package let value: JSONValue
}

/// A member of an object; `offset` is that of the name's opening quotation mark.
package struct JSONMember: Sendable, Hashable {
  package let name: String
  package let offset: Int
  package let item: JSONItem
}

/// Writes JSON strings.
package enum JSONText {
  /// A string in quotation marks, with only the escapes that RFC 8259 §7 requires.
  package static func quoted(_ text: String) -> String {
    var octets: [UInt8] = [UInt8(ascii: "\"")]
    octets.reserveCapacity(text.utf8.count + 2)
    for octet in text.utf8 {
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): octets += [UInt8(ascii: "\\"), octet]
      case 0x0A: octets += Array("\\n".utf8)
      case 0x0D: octets += Array("\\r".utf8)
      case 0x09: octets += Array("\\t".utf8)
      case 0x00..<0x20: octets += Array("\\u00".utf8) + Hexadecimal.text([octet]).utf8
      default: octets.append(octet)
      }
    }
    octets.append(UInt8(ascii: "\""))
    return String(decoding: octets, as: UTF8.self)
  }
}

/// Why bytes are not valid JSON; each case has the offset of the byte at fault, but no content.
@nonexhaustive
public enum JSONError: Error, Sendable, Hashable {
  /// The text is incomplete.
  case unexpectedEnd(offset: Int)
  /// A byte that the grammar does not allow; `expected` is a noun phrase.
  case unexpected(offset: Int, expected: String)
  /// The value is followed by more data.
  case trailingData(offset: Int)
  /// A string contains a control character that must be escaped.
  case controlCharacter(offset: Int)
  /// An invalid escape, or an unpaired surrogate.
  case invalidEscape(offset: Int)
  /// A string is not UTF-8.
  case invalidUTF8(offset: Int)
  /// Nesting is deeper than `limit`.
  case tooDeep(offset: Int, limit: Int)

  /// The offset of the byte at fault.
  public var offset: Int {
    switch self {
    case .unexpectedEnd(let offset), .unexpected(let offset, _), .trailingData(let offset),
      .controlCharacter(let offset), .invalidEscape(let offset), .invalidUTF8(let offset), .tooDeep(let offset, _):
      offset
    }
  }
}

extension JSONError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  public var description: String {
    switch self {
    case .unexpectedEnd(let offset): "the JSON is incomplete: it ends at byte \(offset)"
    case .unexpected(let offset, let expected): "invalid JSON at byte \(offset): \(expected) is expected"
    case .trailingData(let offset): "unexpected data after the JSON value at byte \(offset)"
    case .controlCharacter(let offset): "the control character at byte \(offset) of the JSON is not escaped"
    case .invalidEscape(let offset): "invalid escape at byte \(offset) of the JSON"
    case .invalidUTF8(let offset): "the JSON string at byte \(offset) is not valid UTF-8"
    case .tooDeep(let offset, let limit): "the JSON is nested more than \(limit) levels deep at byte \(offset)"
    }
  }
}
