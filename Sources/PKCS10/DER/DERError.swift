// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not an encoding; each case carries the offset of the byte at fault.
public enum DERError: Error, Sendable, Hashable {
  /// The bytes end inside a header.
  case truncatedHeader(offset: Int)
  /// A length reaches beyond its container: `needed` bytes were promised, `available` are there.
  case truncatedContent(offset: Int, needed: Int, available: Int)
  /// A length of more than 63 bits.
  case lengthTooLarge(offset: Int)
  /// A tag number over 32 bits.
  case tagTooLarge(offset: Int)
  /// An indefinite length on a primitive type, or without its end.
  case malformedIndefiniteLength(offset: Int)
  /// Deeper nesting than `Cursor.depthLimit`.
  case tooDeep(offset: Int)
  /// Another type than the structure has here.
  case unexpectedTag(offset: Int, expected: Tag, found: Tag)
  /// The container ends where a node is required.
  case missing(offset: Int, expected: Tag)
  /// Content that its type does not allow; the sentence says what.
  case malformed(offset: Int, what: String)

  /// The offset of the byte at fault.
  public var offset: Int {
    switch self {
    case .truncatedHeader(let offset), .truncatedContent(let offset, _, _), .lengthTooLarge(let offset),
      .tagTooLarge(let offset), .malformedIndefiniteLength(let offset), .tooDeep(let offset),
      .unexpectedTag(let offset, _, _), .missing(let offset, _), .malformed(let offset, _):
      offset
    }
  }
}

extension DERError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .truncatedHeader(let offset):
      "the data ends at byte \(offset), inside a tag or length"
    case .truncatedContent(let offset, let needed, let available):
      "the length at byte \(offset) promises \(needed) bytes and only \(available) follow"
    case .lengthTooLarge(let offset):
      "the length at byte \(offset) is larger than any input can be"
    case .tagTooLarge(let offset):
      "the tag number at byte \(offset) is larger than 32 bits"
    case .malformedIndefiniteLength(let offset):
      "the indefinite length at byte \(offset) has no end or stands on a primitive type"
    case .tooDeep(let offset):
      "the structures at byte \(offset) are nested more than \(Cursor.depthLimit) deep"
    case .unexpectedTag(let offset, let expected, let found) where expected.matches(found):
      "byte \(offset) starts a \(found) in \(found.isConstructed ? "constructed" : "primitive") form, which it cannot have"
    case .unexpectedTag(let offset, let expected, let found):
      "byte \(offset) starts a \(found) where a \(expected) is required"
    case .missing(let offset, let expected):
      "a \(expected) is missing at byte \(offset)"
    case .malformed(let offset, let what):
      "\(what) at byte \(offset)"
    }
  }
}
