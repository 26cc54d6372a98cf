// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import FuzzSupport

private let inspector = Inspector()
private let day = CalendarDate(2026, 11, 23)
private let style = Style(usesColor: false)

/// Any bytes as an order form in every format; the requests in the same bytes are checked for the order.
@c(LLVMFuzzerTestOneInput)
public func fuzzCheck(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  for form in [try? OrderForm(json: input.span), try? OrderForm(lines: input.span)] {
    if let form { requireSameForm(form) }
  }
  guard let form = try? OrderForm(reading: input.span) else { return 0 }
  requireSameForm(form)
  show(inspector.check(formOf: OrderQuestion(form: form, isComplete: true), on: day))
  let checks = inspector.check(input, for: OrderQuestion(form: form, isComplete: false), on: day).checks.prefix(2)
  for check in checks { show(check) }
  var question = PlanQuestion()
  question.form = form
  if let report = checks.first?.report { _ = try? inspector.plan(report, for: question, on: day) }
  let prepared = inspector.prepare(form, request: checks.first?.report, on: day)
  requireJSON(prepared.json, "the prepared order")
  require(!prepared.curl.isEmpty && prepared.body.isEmpty == form.fields.isEmpty, "the order has no body")
  return 0
}

/// Encoding and decoding a form must not change it.
private func requireSameForm(_ form: OrderForm) {
  require(form.notes.count <= form.fields.count && form.description.utf8.count >= form.fields.count, "remarks")
  guard !form.fields.isEmpty else { return }
  let body = RequestBody.urlEncoded(form, secrets: .revealed)
  require((try? OrderForm(urlEncoded: body.span)) == form.inAPIOrder, "the URL-encoded body reads differently")
  let json = Array(RequestBody.json(form, secrets: .revealed).utf8)
  require((try? OrderForm(json: json.span)) == form.inAPIOrder, "the JSON reads differently")
}

private func show(_ check: OrderCheck) {
  var writer = JSONWriter()
  check.write(to: &writer)
  requireJSON(writer.bytes, "the check")
  require(!check.text(style: style).isEmpty, "the check has no text")
}
