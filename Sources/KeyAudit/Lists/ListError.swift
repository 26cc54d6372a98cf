// SPDX-License-Identifier: Apache-2.0

/// Why a list of keys is not taken.
public enum ListError: Error, Sendable, Hashable {
  /// The first bytes are those of no list that is known here.
  case unknownFormat
  /// The file ends early: so many bytes are needed.
  case truncated(offset: Int, expected: Int)
  /// The file goes on after its last record.
  case overlong(offset: Int, found: Int)
  /// A field of the header, which the words name, cannot be.
  case header(offset: Int, what: String)
  /// The body is not the one that the header's SHA-256 at this offset was made of.
  case checksum(offset: Int)
  /// The record at this offset is not greater than the one before it.
  case order(offset: Int)
  /// The fence entry at this offset does not fit the records.
  case fence(offset: Int)
  /// The record at this offset names a source that the header does not have.
  case source(offset: Int, id: UInt8)
  /// Lists of different kinds of hashes cannot become one.
  case kinds(String, String)
  /// A line of a text is not what its format asks for.
  case line(offset: Int, number: Int, expected: String)
}

extension ListError {
  /// The byte at fault, or nil where the fault is in no one place.
  public var offset: Int? {
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
  /// A sentence without a full stop.
  public var description: String {
    switch self {
    case .unknownFormat:
      "byte 0: no list of keys that is known here starts so"
    case .truncated(let offset, let expected):
      "byte \(offset): the list ends here, and its header promises \(expected) bytes"
    case .overlong(let offset, let found):
      "byte \(offset): the list should end here, and \(found - offset) bytes follow"
    case .header(let offset, let what):
      "byte \(offset): \(what)"
    case .checksum(let offset):
      "byte \(offset): the SHA-256 that stands here is not that of the content"
    case .order(let offset):
      "byte \(offset): the record that starts here is not greater than the one before it"
    case .fence(let offset):
      "byte \(offset): the index that stands here does not fit the records"
    case .source(let offset, let id):
      "byte \(offset): source \(id) is not in the table of sources"
    case .kinds(let left, let right):
      "lists of \(left) and of \(right) cannot be merged"
    case .line(let offset, let number, let expected):
      "byte \(offset), line \(number): expected \(expected)"
    }
  }
}
