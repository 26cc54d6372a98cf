// SPDX-License-Identifier: Apache-2.0
import CCSRKit
import FuzzSupport

/// The inspector that all inputs share, as a C program shares one.
nonisolated(unsafe) private let inspector = openInspector()

private func openInspector() -> OpaquePointer? {
  var inspector: OpaquePointer?
  var result: UnsafeMutablePointer<CChar>?
  require(csrkit_open(nil, 0, &inspector, &result) == CInt(CSRKIT_OK) && inspector != nil, "not opened")
  return inspector
}

/// Any bytes through the functions of csrkit.h: as an input, as an order, and as the texts of other arguments.
@c(LLVMFuzzerTestOneInput)
public func fuzzABI(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  let day = "2026-11-23"
  show { csrkit_inspect(inspector, input, input.count, day, $0) }
  for complete in [false, true] {
    show { csrkit_check(inspector, input, input.count, complete, day, $0) }
  }
  show { csrkit_dcv(inspector, input, input.count, "cname", "fuzz", day, $0) }
  show { csrkit_token(inspector, input, input.count, nil, $0) }
  // A C string ends at its first null character.
  let text = input.map { CChar(bitPattern: $0) } + [0]
  show { csrkit_inspect(inspector, input, input.count, text, $0) }
  show { csrkit_dcv(inspector, input, input.count, text, text, day, $0) }
  return 0
}

/// Every call has a status with a text, and a result in JSON.
private func show(_ call: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt) {
  var result: UnsafeMutablePointer<CChar>?
  let status = call(&result)
  require(0...3 ~= status, "status \(status)")
  guard let result else { return require(false, "status \(status) without a result") }
  requireJSON(Array(String(cString: result).utf8), "the result")
  csrkit_free(result)
}
