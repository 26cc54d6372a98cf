// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a certification request: nothing can be said of its content.
public struct RequestError: Error, Sendable, Hashable {
  /// What is wrong with the encoding, and at which byte.
  public let cause: DERError
  /// The field being read, in the words of RFC 2986.
  public let field: String
}

extension RequestError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String { "the \(field) cannot be read: \(cause)" }
}
