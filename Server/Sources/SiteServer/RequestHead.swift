// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1

/// The request line and the header fields that the server uses.
struct RequestHead {
  let method: String
  /// The path as it was sent, without the query.
  let path: String
  /// The query as it was sent, without the question mark.
  let query: String
  /// The value of Origin, or nil.
  let origin: String?
  let version: HTTPVersion
  let isKeepAlive: Bool
  private let headers: HTTPHeaders

  init(_ head: HTTPRequestHead) {
    method = head.method.rawValue
    let target = RequestHead.originForm(of: head.uri)
    let mark = target.utf8.firstIndex(of: 0x3F) ?? target.endIndex
    path = String(target[..<mark])
    query = mark == target.endIndex ? "" : String(target[target.utf8.index(after: mark)...])
    origin = head.headers.first(name: "origin")
    version = head.version
    // After an upgrade the decoder expects another protocol; none is supported.
    isKeepAlive = head.isKeepAlive && !head.headers.contains(name: "upgrade") && head.method != .CONNECT
    headers = head.headers
  }

  /// A placeholder for a malformed head: the response to it closes the connection.
  static let unreadable = RequestHead(
    HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: ["connection": "close"]))

  /// The first value of a header field.
  func field(_ name: String) -> String? { headers.first(name: name) }

  /// The declared length of the body.
  var contentLength: Int? { field("content-length").flatMap { Int($0) } }

  /// Whether the method is GET or HEAD.
  var isReading: Bool { method == "GET" || method == "HEAD" }

  /// Whether the client waits for permission to send its body (RFC 9110 §10.1.1).
  var waitsForContinue: Bool { version != .http1_0 && field("expect")?.lowercased() == "100-continue" }

  /// A target in absolute form without its scheme and authority (RFC 9112 §3.2.2).
  private static func originForm(of target: String) -> Substring {
    guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return target[...] }
    let rest = target[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
  }
}
