// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase

/// Any bytes through the whole inspection: reading, rules, JSON, text and the plan of validation.
@c(LLVMFuzzerTestOneInput)
public func fuzzInspect(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  let inspector = Inspector(asOf: CalendarDate(2026, 11, 23))
  let inspection = inspector.inspect(input)
  var writer = JSONWriter()
  for report in inspection.reports {
    report.write(to: &writer)
    precondition(!report.text(style: Style(usesColor: false)).isEmpty)
    _ = try? inspector.plan(report)
  }
  precondition(!inspection.isEmpty || !inspection.failures.isEmpty || !inspection.explanation.message.isEmpty)
  return 0
}
