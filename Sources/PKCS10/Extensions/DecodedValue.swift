// SPDX-License-Identifier: Apache-2.0

/// What the value of an extension or attribute says, once it is decoded.
public protocol DecodedValue: Sendable {
  /// Reads a value.
  ///
  /// - Parameter encoding: tag, length and content of the value, and nothing else: what an extension's OCTET STRING
  ///   holds, or one element of an attribute's SET.
  /// - Throws: where the encoding is not what the value's type asks for.
  init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError)

  /// The value in a line for a person.
  var text: String { get }
}

extension DecodedValue {
  /// The entries of a list, separated by commas; `none` for an empty one.
  static func list(_ entries: [String]) -> String {
    entries.isEmpty ? "none" : entries.joined(separator: ", ")
  }
}
