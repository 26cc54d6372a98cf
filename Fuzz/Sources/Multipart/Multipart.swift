// SPDX-License-Identifier: Apache-2.0
import FuzzSupport

/// The first line is the Content-Type, the rest the body. The parser is the server's source file.
@c(LLVMFuzzerTestOneInput)
public func fuzzMultipart(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  let end = input.firstIndex(of: 0x0A) ?? input.count
  let body = Array(input[min(end + 1, input.count)...])
  for contentType in [String(decoding: input[..<end], as: UTF8.self), "multipart/form-data; boundary=x"] {
    guard let form = MultipartForm(body, contentType: contentType) else { continue }
    require(form.parts.count <= MultipartForm.partLimit, "too many parts")
    var position = 0
    for part in form.parts {
      require(part.content.startIndex >= position && part.content.endIndex <= body.count, "parts overlap")
      position = part.content.endIndex
    }
  }
  return 0
}
