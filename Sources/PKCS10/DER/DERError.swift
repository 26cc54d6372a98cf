// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a valid encoding; each case carries the offset of the byte at fault.
package enum DERError: Error, Sendable, Hashable {
  /// The bytes end inside a header.
  case truncatedHeader(offset: Int)
  /// A length extends beyond its container: `needed` bytes by the header, `available` in the container.
  case truncatedContent(offset: Int, needed: Int, available: Int)
  /// A length over 63 bits.
  case lengthTooLarge(offset: Int)
  /// A tag number over 32 bits.
  case tagTooLarge(offset: Int)
  /// An indefinite length on a primitive type, or without end-of-contents octets.
  case malformedIndefiniteLength(offset: Int)
  /// Nesting deeper than `Cursor.depthLimit`.
  case tooDeep(offset: Int)
  /// A type that the structure does not have here.
  case unexpectedTag(offset: Int, expected: Tag, found: Tag)
  /// The end of the container instead of a required node.
  case missing(offset: Int, expected: Tag)
  /// Content that its type does not allow; `what` is a noun phrase.
  case malformed(offset: Int, what: String)

  /// The offset of the byte at fault.
  package var offset: Int {
    switch self {
    case .truncatedHeader(let offset), .truncatedContent(let offset, _, _), .lengthTooLarge(let offset),
      .tagTooLarge(let offset), .malformedIndefiniteLength(let offset), .tooDeep(let offset),
      .unexpectedTag(let offset, _, _), .missing(let offset, _), .malformed(let offset, _):
      offset
    }
  }
}

extension DERError: CustomStringConvertible {
  /// The reason, without a full stop.
  package var description: String {
    switch self {
    case .truncatedHeader(let offset):
      "the data ends at byte \(offset), inside a tag or length"
    case .truncatedContent(let offset, let needed, let available):
      "the length at byte \(offset) is \(needed) bytes, but only \(available) follow"
    case .lengthTooLarge(let offset):
      "the length at byte \(offset) exceeds 63 bits"
    case .tagTooLarge(let offset):
      "the tag number at byte \(offset) exceeds 32 bits"
    case .malformedIndefiniteLength(let offset):
      "the indefinite length at byte \(offset) has no end or is on a primitive type"
    case .tooDeep(let offset):
      "the structure at byte \(offset) exceeds the nesting limit of \(Cursor.depthLimit) levels"
    case .unexpectedTag(let offset, let expected, let found) where expected.matches(found):
      "byte \(offset) starts a \(found) in \(found.isConstructed ? "constructed" : "primitive") form,"
        + " which is not allowed"
    case .unexpectedTag(let offset, let expected, let found):
      "byte \(offset) starts a \(found) where a \(expected) is required"
    case .missing(let offset, let expected):
      "a \(expected) is missing at byte \(offset)"
    case .malformed(let offset, let what):
      "\(what) at byte \(offset)"
    }
  }
}
