// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import FuzzSupport

private let inspector = Inspector()
private let day = CalendarDate(2026, 11, 23)

/// Any bytes through the complete inspection: reading, rules, JSON, text and the validation plan.
@c(LLVMFuzzerTestOneInput)
public func fuzzInspect(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let inspection = inspector.inspect(fuzzInput(data, size), on: day)
  let style = Style(usesColor: false)
  for report in inspection.requests {
    var writer = JSONWriter()
    report.write(to: &writer)
    requireJSON(writer.bytes, "the report")
    require(!report.text(style: style).isEmpty, "the report has no text")
    guard let plan = try? inspector.plan(report, on: day) else { continue }
    var planWriter = JSONWriter()
    plan.write(to: &planWriter)
    requireJSON(planWriter.bytes, "the plan")
    require(!plan.text(style: style).isEmpty, "the plan has no text")
  }
  let isExplained = !inspection.failures.isEmpty || !inspection.explanation.message.isEmpty
  require(!inspection.isEmpty || isExplained, "nothing explains the input")
  return 0
}
