// SPDX-License-Identifier: Apache-2.0

/// A value that says something by being there (RFC 6960 §4.2.2.2.1, RFC 6962 §3.1).
public struct NullValue: DecodedValue, Hashable {
  /// Reads a NULL.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let node = try Cursor.only(.null, encoding, in: bytes)
    guard node.content.isEmpty else { throw .malformed(offset: node.start, what: "a NULL with content") }
  }

  /// `present`.
  public var text: String { "present" }
}
