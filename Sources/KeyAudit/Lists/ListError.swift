// SPDX-License-Identifier: Apache-2.0

/// Why a key list was rejected.
package enum ListError: Error, Sendable, Hashable {
  /// The file does not start like any supported format.
  case unknownFormat
  /// The file ends early; `expected` is the required length in bytes.
  case truncated(offset: Int, expected: Int)
  /// The file continues after its last record; `found` is the length in bytes.
  case overlong(offset: Int, found: Int)
  /// A header field has an invalid value, described by `what`.
  case header(offset: Int, what: String)
  /// The content does not match the SHA-256 checksum at this offset.
  case checksum(offset: Int)
  /// The record at this offset is not greater than the previous one.
  case order(offset: Int)
  /// The index entry at this offset does not match the records.
  case fence(offset: Int)
  /// The record at this offset refers to a source that the header does not define.
  case source(offset: Int, id: UInt8)
  /// Lists of different kinds of hashes cannot be merged.
  case kinds(String, String)
  /// A line of a text does not match its format.
  case line(offset: Int, number: Int, expected: String)
}

extension ListError {
  /// The offset of the invalid byte, or nil if the error has no single location.
  package var offset: Int? {
    switch self {
    case .unknownFormat: 0
    case .truncated(let offset, _), .overlong(let offset, _), .header(let offset, _), .checksum(let offset),
      .order(let offset), .fence(let offset), .source(let offset, _), .line(let offset, _, _):
      offset
    case .kinds: nil
    }
  }
}

extension ListError: CustomStringConvertible {
  /// The message, in lower case and without a full stop.
  package var description: String {
    switch self {
    case .unknownFormat:
      "byte 0: not a key list in a supported format"
    case .truncated(let offset, let expected):
      "byte \(offset): the list ends here, but must have at least \(expected) bytes"
    case .overlong(let offset, let found):
      "byte \(offset): the list must end here, but has \(found) bytes"
    case .header(let offset, let what):
      "byte \(offset): \(what)"
    case .checksum(let offset):
      "byte \(offset): the SHA-256 checksum does not match the content"
    case .order(let offset):
      "byte \(offset): the record is not greater than the previous one"
    case .fence(let offset):
      "byte \(offset): the index does not match the records"
    case .source(let offset, let id):
      "byte \(offset): source \(id) is not defined in the header"
    case .kinds(let left, let right):
      "a list of \(left) hashes cannot be merged with a list of \(right) hashes"
    case .line(let offset, let number, let expected):
      "byte \(offset), line \(number): expected \(expected)"
    }
  }
}
