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

  /// The status line and the fields, put together in memory of our own: each piece would cost a buffer of NIO's a dozen
  /// times its copy.
  private static func lines(of answer: SiteAnswer, to head: RequestHead, date: String, isLast: Bool) -> [UInt8] {
    var fields = answer.fields
    fields.append(("content-type", answer.contentType))
    if answer.status != 204 { fields.append(("content-length", String(answer.body.count))) }
    fields.append(("date", date))
    if isLast {
      fields.append(("connection", "close"))
    } else if head.version == .http1_0 {
      fields.append(("connection", "keep-alive"))
    }
    let statusLine = answer.status == 200 ? okay : statusLine(answer.status)
    let length = fields.reduce(statusLine.count + answer.commonLines.count + 2) { length, field in
      length + field.name.utf8.count + field.value.utf8.count + 4
    }
    return [UInt8](capacity: length) { output in
      output.append(copying: statusLine.span)
      output.append(copying: answer.commonLines.span)
      for (name, value) in fields {
        output.append(copying: name.utf8.span)
        output.append(copying: ": ")
        output.append(copying: value.utf8.span)
        output.append(copying: "\r\n")
      }
      output.append(copying: "\r\n")
    }
  }

  private static let okay = statusLine(200)

  private static func statusLine(_ code: Int) -> [UInt8] {
    let status = HTTPResponseStatus(statusCode: code)
    return Array("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n".utf8)
  }

  /// Leave for a client to send its body.
  static func goOn(_ allocator: ByteBufferAllocator) -> ByteBuffer {
    allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
  }
}
