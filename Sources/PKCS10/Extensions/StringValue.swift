// SPDX-License-Identifier: Apache-2.0

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
