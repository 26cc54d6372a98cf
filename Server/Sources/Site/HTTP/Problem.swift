// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// An error response: an RFC 9457 problem document.
public struct Problem: Error, Sendable {
  /// The status code, 400 to 599.
  public let status: Int
  /// A stable identifier, the last part of the `type` URI.
  public let kind: String
  /// What is wrong and what to do, in sentences with a full stop.
  public let detail: String
  /// Further header fields, such as `allow`.
  let fields: [(name: String, value: String)]

  init(_ status: Int, _ kind: String, _ detail: String, fields: [(name: String, value: String)] = []) {
    self.status = status
    self.kind = kind
    self.detail = detail
    self.fields = fields
  }

  /// The body exceeds the limit of its route.
  public static func tooLarge(limit: Int) -> Problem {
    Problem(413, "too-large", "The body exceeds \(limit) bytes. Send fewer CSRs at a time.")
  }

  /// The body was not received in time, or is incomplete.
  public static let incomplete = Problem(408, "incomplete", "The body is incomplete. Send the request again.")

  /// The path supports other methods only.
  public static func method(allowed: [String]) -> Problem {
    let methods = allowed.joined(separator: ", ")
    return Problem(
      405, "method", "The method is not allowed for this path; allowed: \(methods).", fields: [("allow", methods)])
  }

  /// The input is not HTTP, or its head exceeds the limits.
  public static let unreadable = Problem(
    400, "unreadable", "The HTTP request is malformed, or its header is too large.")

  /// The request was not processed within the time limit.
  public static let timeout = Problem(
    503, "timeout", "The request was not processed within the time limit. Send a smaller input, or try again later.")

  /// The queue of waiting requests is full.
  public static let overloaded = Problem(
    503, "overloaded", "The server is busy with other requests. Try again in a few seconds.",
    fields: [("retry-after", "5")])

  /// Too many threads are still busy with requests that exceeded the time limit.
  public static let unhealthy = Problem(
    503, "unhealthy", "Too many threads are stuck in requests that exceeded the time limit. Restart the server.")

  /// The problem document, `application/problem+json`.
  public var response: SiteResponse {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "urn:csrkit:problem:\(kind)")
      writer.member("title", Problem.titles[status] ?? "Error")
      writer.member("status", status)
      writer.member("detail", detail)
    }
    var response = SiteResponse(
      status: status, contentType: "application/problem+json", fields: fields, body: writer.line)
    if kind == Complexity.kind { response.complexInputs = 1 }
    return response
  }

  private static let titles = [
    400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
    413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content", 503: "Service Unavailable",
  ]
}
