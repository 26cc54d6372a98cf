// SPDX-License-Identifier: Apache-2.0

/// A complete HTTP request, with the header fields that the site uses.
public struct SiteRequest: Sendable {
  /// The method in upper case.
  public let method: String
  /// The path as it was sent, without the query.
  public let path: String
  /// The query as it was sent, without the question mark.
  public let query: String
  /// The value of Content-Type, or nil.
  public let contentType: String?
  /// The value of Origin, or nil.
  public let origin: String?
  /// Whether the client used TLS, to this server or to a proxy in front of it.
  public let isSecure: Bool
  /// The body.
  public let body: [UInt8]

  /// A request, by default without query, header fields and body.
  public init(
    method: String, path: String, query: String = "", contentType: String? = nil, origin: String? = nil,
    isSecure: Bool = false, body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.contentType = contentType
    self.origin = origin
    self.isSecure = isSecure
    self.body = body
  }

  /// The media type in lower case without parameters, or nil.
  var mediaType: String? {
    contentType?.split(separator: ";", maxSplits: 1).first.map { type in
      type.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
  }
}
