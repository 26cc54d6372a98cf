// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import Site
import SystemBridge

/// Answers as HTTP/1.1 has them on the wire (RFC 9112), head and body in one piece.
enum AnswerBytes {
  /// The bytes of an answer to a request.
  ///
  /// - Parameter isLast: whether the connection is closed behind it.
  static func bytes(
    of answer: SiteAnswer, to head: RequestHead, date: String, isLast: Bool, _ allocator: ByteBufferAllocator
  ) -> ByteBuffer {
    let body = head.method == "HEAD" ? [] : answer.body
    let lines = lines(of: answer, to: head, date: date, isLast: isLast)
    var buffer = allocator.buffer(capacity: lines.count + body.count)
    buffer.writeBytes(lines)
    buffer.writeBytes(body)
    return buffer
  }

  /// The status line and the fields, put together in memory of our own: each of the sixty pieces would cost a buffer of
  /// NIO's a dozen times its copy.
  private static func lines(of answer: SiteAnswer, to head: RequestHead, date: String, isLast: Bool) -> [UInt8] {
    let status = HTTPResponseStatus(statusCode: answer.status)
    var fields = [("content-type", answer.contentType)] + answer.fields
    if answer.status != 204 { fields.append(("content-length", String(answer.body.count))) }
    fields.append(("date", date))
    if isLast {
      fields.append(("connection", "close"))
    } else if head.version == .http1_0 {
      fields.append(("connection", "keep-alive"))
    }
    let statusLine = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n"
    let length = fields.reduce(statusLine.utf8.count + 2) { $0 + $1.0.utf8.count + $1.1.utf8.count + 4 }
    return [UInt8](capacity: length) { output in
      output.append(copying: statusLine.utf8.span)
      for (name, value) in fields {
        output.append(copying: name.utf8.span)
        output.append(copying: ": ")
        output.append(copying: value.utf8.span)
        output.append(copying: "\r\n")
      }
      output.append(copying: "\r\n")
    }
  }

  /// Leave for a client to send its body.
  static func goOn(_ allocator: ByteBufferAllocator) -> ByteBuffer {
    allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
  }
}
