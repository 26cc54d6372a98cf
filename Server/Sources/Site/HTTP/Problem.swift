// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

/// Why a request was not answered, as an RFC 9457 problem document.
public struct Problem: Error, Sendable {
  /// The status code, 400 to 599.
  public let status: Int
  /// A stable word for programs, which ends the `type` URI.
  public let kind: String
  /// What is wrong and what to do, in a sentence with a full stop.
  public let detail: String
  /// Fields of the answer, such as `allow`.
  let fields: [(name: String, value: String)]

  init(_ status: Int, _ kind: String, _ detail: String, fields: [(name: String, value: String)] = []) {
    self.status = status
    self.kind = kind
    self.detail = detail
    self.fields = fields
  }

  /// The body is over the limit of its route.
  public static func tooLarge(limit: Int) -> Problem {
    Problem(413, "too-large", "The body is over \(limit) bytes; send fewer requests at a time.")
  }

  /// The body did not arrive in time, or broke off.
  public static let incomplete = Problem(408, "incomplete", "The body did not arrive whole.")

  /// The address takes other methods.
  public static func method(allowed: [String]) -> Problem {
    let methods = allowed.joined(separator: ", ")
    return Problem(405, "method", "This address takes \(methods).", fields: [("allow", methods)])
  }

  /// What came is no HTTP, or its head is over the limits.
  public static let unreadable = Problem(400, "unreadable", "This is no HTTP request that can be read.")

  /// The work on a request did not end within its time limit.
  public static let timeout = Problem(
    503, "timeout", "The request was not answered within its time limit. Send a smaller input, or try again later.")

  /// More requests are waiting than the server accepts.
  public static let overloaded = Problem(
    503, "overloaded", "The server is busy with other requests. Try again in a few seconds.",
    fields: [("retry-after", "5")])

  /// Too much work did not end within its time limit and still runs.
  public static let unhealthy = Problem(
    503, "unhealthy", "Too many threads are busy with requests that do not end. Restart the server.")

  /// The answer, `application/problem+json`.
  public var answer: SiteAnswer {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "urn:csrkit:problem:\(kind)")
      writer.member("title", Problem.titles[status] ?? "Error")
      writer.member("status", status)
      writer.member("detail", detail)
    }
    var answer = SiteAnswer(
      status: status, contentType: "application/problem+json", fields: fields, body: writer.line)
    if kind == Complexity.kind { answer.complexInputs = 1 }
    return answer
  }

  private static let titles = [
    400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
    413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content", 503: "Service Unavailable",
  ]
}
