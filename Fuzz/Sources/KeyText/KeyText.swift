// SPDX-License-Identifier: Apache-2.0
import CSRKit
import FuzzSupport
import KeyAudit

/// Any bytes as lines of OpenSSH, DNS records, JSON and PEM, read at once and line by line, and as badkeys' update file.
@c(LLVMFuzzerTestOneInput)
public func fuzzKeyText(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  var whole = KeyTextReader()
  whole.read(input.span)
  let expected = whole.finish()
  for fault in expected.faults {
    require(fault.line >= 1 && !fault.reason.isEmpty, "a fault has no place or reason")
  }
  require(expected.faults.count <= expected.unreadable, "more faults than unreadable keys")
  var reader = KeyTextReader()
  var start = 0
  for (position, octet) in input.enumerated() where octet == 0x0A {
    reader.read(input.span.extracting(start..<position + 1))
    start = position + 1
  }
  reader.read(input.span.extracting(start..<input.count))
  let pieces = reader.finish()
  require(pieces.keys == expected.keys && pieces.faults == expected.faults, "the pieces yield other keys")
  _ = KeyInput.read(input)
  _ = try? BadkeysUpdate(input.span)
  return 0
}
