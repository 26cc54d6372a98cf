// SPDX-License-Identifier: Apache-2.0

/// A JSON text as it was written: members in order and repeated, numbers as their digits (RFC 8259).
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

/// A member of an object; `offset` is that of the name's quotation mark.
package struct JSONMember: Sendable, Hashable {
  package let name: String
  package let offset: Int
  package let item: JSONItem
}
