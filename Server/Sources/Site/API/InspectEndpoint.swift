// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// `POST /v1/inspect`: the body is an input as the command reads it, the answer its array.
enum InspectEndpoint {
  /// The media types of an input; its encoding is detected from the content.
  static let types = [
    "application/octet-stream", "application/pkcs10", "application/x-pem-file", "application/x-x509-user-cert",
    "text/plain",
  ]

  static let answer: @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer = { request, site throws(Problem) in
    let query = try Query(request, known: ["asOf"])
    try requireInput(request)
    return try site.inspecting(asOf: try query.day()) { inspector throws(Problem) in
      let inspection = inspector.inspect(request.body, name: "-")
      try inspection.requireComplete()
      return .json { inspection.write(to: &$0) }
    }
  }

  /// A browser's form or a JSON document here is a mistake that would otherwise read as an input without a request.
  static func requireInput(_ request: SiteRequest) throws(Problem) {
    // Most clients write the type as it stands in the list.
    guard let text = request.contentType, !types.contains(text) else { return }
    guard let type = request.mediaType, !types.contains(type) else { return }
    throw Problem(415, "media-type", "The body is the request itself, as \(types.joined(separator: ", ")).")
  }
}
