// SPDX-License-Identifier: Apache-2.0

/// An HTTP response.
public struct SiteResponse: Sendable {
  /// The status code.
  public let status: Int
  /// The value of Content-Type.
  public let contentType: String
  /// Further header fields, with names in lower case.
  public internal(set) var fields: [(name: String, value: String)]
  /// The number of inputs that were too complex to read.
  public internal(set) var complexInputs = 0
  /// The body.
  public let body: [UInt8]

  /// A response, by default with status 200.
  public init(
    status: Int = 200, contentType: String, fields: [(name: String, value: String)] = [], body: [UInt8]
  ) {
    self.status = status
    self.contentType = contentType
    self.fields = fields
    self.body = body
  }
}
