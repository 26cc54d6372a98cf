// SPDX-License-Identifier: Apache-2.0

/// A response of an endpoint; the CA's errors have status 200, as its clients expect.
public struct SandboxResponse: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The MIME type.
  public let contentType: String
  /// The body.
  public let body: [UInt8]

  /// Creates a response.
  package init(status: Int = 200, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
