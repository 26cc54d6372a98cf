// SPDX-License-Identifier: Apache-2.0

/// What an endpoint answers; the CA's own errors come with status 200, as its clients expect.
public struct SandboxAnswer: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The MIME type.
  public let contentType: String
  /// The body.
  public let body: [UInt8]

  /// An answer.
  package init(status: Int = 200, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
