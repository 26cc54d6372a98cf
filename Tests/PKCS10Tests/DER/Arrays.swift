// SPDX-License-Identifier: Apache-2.0
import PKCS10

/// Testing has a type of this name too.
typealias Tag = PKCS10.Tag

// The reader's calls over arrays: macros of Testing do not take spans.

func readNode(_ bytes: [UInt8], in range: Range<Int>? = nil, expecting tag: Tag? = nil) throws -> Node {
  var cursor = Cursor(range ?? 0..<bytes.count)
  if let tag { return try cursor.next(tag, in: bytes.span) }
  return try cursor.next(in: bytes.span)
}

func segments(_ bytes: [UInt8]) throws -> [Range<Int>] {
  try Cursor.segments(of: 0..<bytes.count, in: bytes.span)
}

func dotted(_ octets: [UInt8]) -> String? { ObjectIdentifierText.dotted(0..<octets.count, in: octets.span) }

func isIdentifier(_ octets: [UInt8]) -> Bool { ObjectIdentifierText.isValid(0..<octets.count, in: octets.span) }

func text(_ tag: Tag, _ octets: [UInt8]) -> StringText? {
  StringText(tag, content: 0..<octets.count, in: octets.span)
}
