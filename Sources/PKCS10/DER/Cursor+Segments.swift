// SPDX-License-Identifier: Apache-2.0

extension Cursor {
  /// How deep a string in constructed form may be nested: as deep as OpenSSL goes.
  static let segmentDepthLimit = 5

  /// The contents of the primitive parts of a string in constructed form, in order (X.690 §8.7.3).
  ///
  /// - Parameter content: the content of the constructed string. The tags of its parts are not looked at.
  public static func segments(of content: Range<Int>, in bytes: Span<UInt8>) throws(DERError) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    try collect(content, depth: 0, in: bytes, into: &segments)
    return segments
  }

  private static func collect(
    _ content: Range<Int>, depth: Int, in bytes: Span<UInt8>, into segments: inout [Range<Int>]
  ) throws(DERError) {
    var cursor = Cursor(content)
    while !cursor.isAtEnd {
      let part = try cursor.next(in: bytes)
      if part.tag.isConstructed {
        guard depth < segmentDepthLimit else { throw .tooDeep(offset: part.start) }
        try collect(part.content, depth: depth + 1, in: bytes, into: &segments)
      } else {
        segments.append(part.content)
      }
    }
  }
}
