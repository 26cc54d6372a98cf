// SPDX-License-Identifier: Apache-2.0

/// One attribute of a request (RFC 2986 §4.1).
public struct RequestAttribute: Sendable, Hashable {
  /// The attribute's type.
  public let oid: OIDReference
  /// The content of its SET of values.
  public let values: Range<Int>
  /// The whole Attribute.
  public let whole: Range<Int>

  /// The first value, or nil where there is none.
  public func firstValue(in bytes: Span<UInt8>) -> Node? {
    var cursor = Cursor(values)
    return try? cursor.next(in: bytes)
  }
}
