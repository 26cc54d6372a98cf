// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// `POST /v1/inspect`: the body is any input that `csrkit inspect` reads, the response the same array.
enum InspectEndpoint {
  /// The media types of an input; its encoding is detected from the content.
  static let types = [
    "application/octet-stream", "application/pkcs10", "application/x-pem-file", "application/x-x509-user-cert",
    "text/plain",
  ]

  static let handler: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = { request, site throws(Problem) in
    let query = try Query(request, known: ["asOf"])
    try requireInput(request)
    return try site.inspecting(asOf: try query.day()) { inspector throws(Problem) in
      let inspection = inspector.inspect(request.body, name: "-")
      try inspection.requireComplete()
      return .json { inspection.write(to: &$0) }
    }
  }

  /// Rejects forms and JSON documents, which would otherwise be reported as inputs without a request.
  static func requireInput(_ request: SiteRequest) throws(Problem) {
    // Fast path: most clients send a type of the list unchanged.
    guard let text = request.contentType, !types.contains(text) else { return }
    guard let type = request.mediaType, !types.contains(type) else { return }
    let supported = types.joined(separator: ", ")
    throw Problem(415, "media-type", "The body must be the CSR itself; supported media types: \(supported).")
  }
}
