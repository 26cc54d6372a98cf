// SPDX-License-Identifier: Apache-2.0

/// An HTTP answer: status, type, the fields of its own, the body.
public struct SiteAnswer: Sendable {
  /// The status code.
  public let status: Int
  /// The value of Content-Type.
  public let contentType: String
  /// Further fields, names in lower case.
  public internal(set) var fields: [(name: String, value: String)]
  /// How many inputs of the request were too complex to read.
  public internal(set) var complexInputs = 0
  /// The body.
  public let body: [UInt8]

  /// An answer.
  public init(
    status: Int = 200, contentType: String, fields: [(name: String, value: String)] = [], body: [UInt8]
  ) {
    self.status = status
    self.contentType = contentType
    self.fields = fields
    self.body = body
  }
}
