// SPDX-License-Identifier: Apache-2.0

/// Why a record cannot be handed to the inspector.
public enum BatchFault: Error, Sendable, Hashable {
  /// It is longer than so many bytes.
  case tooLong(limit: Int)
  /// A line that should be a JSON object is none, from this byte of the line on.
  case malformedLine(offset: Int, expected: String)
  /// The JSON object has no string `csr`.
  case missingRequest
  /// The order form of a line cannot be read, for this reason.
  case malformedOrder(reason: String)
  /// The archive cannot be read on from this byte.
  case damagedArchive(offset: Int, reason: String)
  /// The file cannot be opened or read, for the system's reason.
  case unreadable(reason: String)

  /// The stable word of the error object.
  public var kind: String {
    switch self {
    case .tooLong: "tooLong"
    case .malformedLine: "malformedLine"
    case .missingRequest: "missingRequest"
    case .malformedOrder: "malformedOrder"
    case .damagedArchive: "damagedArchive"
    case .unreadable: "unreadable"
    }
  }
}

extension BatchFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .tooLong(let limit): "the record is longer than \(limit) bytes"
    case .malformedLine(let offset, let expected): "the line is no JSON object: \(expected) expected at byte \(offset)"
    case .missingRequest: "the object has no string named csr"
    case .malformedOrder(let reason): "the order form of the line does not hold: \(reason)"
    case .damagedArchive(let offset, let reason): "the archive is damaged at byte \(offset): \(reason)"
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    }
  }
}
