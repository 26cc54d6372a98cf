// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import PKCS10

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

  /// The response to a request whose reading reached the limit of work, which the CA's endpoints do not have.
  static let tooComplex = SandboxResponse(
    status: tooComplexStatus, contentType: "text/plain", body: Array("The request is too complex to read.\n".utf8))

  /// The HTTP status of that response.
  public static let tooComplexStatus = 422
}

extension Inspection {
  /// Whether reading stopped at the limit of work.
  var isTooComplex: Bool { others.contains { $0.id == "too-complex" } }
}
