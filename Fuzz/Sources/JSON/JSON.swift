// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import FuzzSupport

/// Any bytes as JSON; encoding and decoding a value must not change it.
@c(LLVMFuzzerTestOneInput)
public func fuzzJSON(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  do throws(JSONError) {
    let text = written(try JSONReader.read(input.span).value)
    let again = try? JSONReader.read(Array(text.utf8).span)
    require(again.map { written($0.value) } == text, "\(text) reads differently")
  } catch {
    require(0...input.count ~= error.offset && !error.description.isEmpty, "\(error)")
  }
  return 0
}

private func written(_ value: JSONValue) -> String {
  switch value {
  case .null: "null"
  case .bool(let isTrue): isTrue ? "true" : "false"
  case .number(let digits): digits
  case .string(let text): JSONText.quoted(text)
  case .array(let items): "[" + items.map { written($0.value) }.joined(separator: ",") + "]"
  case .object(let members):
    "{" + members.map { JSONText.quoted($0.name) + ":" + written($0.item.value) }.joined(separator: ",") + "}"
  }
}
