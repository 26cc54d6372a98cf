// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import FuzzSupport

private let order: OrderForm = {
  var form = OrderForm()
  form.append("showCertificateID", "Y")
  form.append("showCertificateState", "Y")
  return form
}()

/// Any bytes as the CA's response; encoding and decoding a response must not change it.
@c(LLVMFuzzerTestOneInput)
public func fuzzResponse(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  for order in [nil, order] {
    guard let response = try? OrderResponse(decoding: input, answering: order) else { continue }
    var writer = JSONWriter()
    response.write(to: &writer)
    requireJSON(writer.bytes, "the response")
    require(!response.text(style: Style(usesColor: false)).isEmpty, "the response has no text")
    let encoded = response.encoded(.urlEncoded)
    require((try? OrderResponse(decoding: encoded)) == response, "the URL-encoded response reads differently")
    let lines = response.encoded(.lines)
    let code = (try? OrderResponse(decoding: lines))?.errorCode
    require(code == response.errorCode, "the response in lines has another code")
  }
  return 0
}
