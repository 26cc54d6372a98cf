// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import Site

/// Answers as HTTP/1.1 has them on the wire (RFC 9112), head and body in one piece.
enum AnswerBytes {
  /// The bytes of an answer to a request.
  ///
  /// - Parameter isLast: whether the connection is closed behind it.
  static func bytes(
    of answer: SiteAnswer, to head: RequestHead, date: String, isLast: Bool, _ allocator: ByteBufferAllocator
  ) -> ByteBuffer {
    let body = head.method == "HEAD" ? [] : answer.body
    var buffer = allocator.buffer(capacity: 1_024 + body.count)
    let status = HTTPResponseStatus(statusCode: answer.status)
    buffer.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
    write("content-type", answer.contentType, to: &buffer)
    for field in answer.fields { write(field.name, field.value, to: &buffer) }
    if answer.status != 204 { write("content-length", String(answer.body.count), to: &buffer) }
    write("date", date, to: &buffer)
    if isLast {
      write("connection", "close", to: &buffer)
    } else if head.version == .http1_0 {
      write("connection", "keep-alive", to: &buffer)
    }
    buffer.writeStaticString("\r\n")
    buffer.writeBytes(body)
    return buffer
  }

  /// Leave for a client to send its body.
  static func goOn(_ allocator: ByteBufferAllocator) -> ByteBuffer {
    allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
  }

  private static func write(_ name: String, _ value: String, to buffer: inout ByteBuffer) {
    buffer.writeString(name)
    buffer.writeStaticString(": ")
    buffer.writeString(value)
    buffer.writeStaticString("\r\n")
  }
}
