// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension OrderQuestion {
  /// The question of one line, whose own fields stand before those of all lines.
  ///
  /// The form is the object `order`, or without one every member of the line but `id`. A line that has none asks about its
  /// request alone, unless the common form is whole.
  func completed(
    by line: BatchLine, _ range: Range<Int>, in bytes: Span<UInt8>
  ) throws(BatchFault) -> OrderQuestion {
    var form: OrderForm
    do throws(OrderFormError) {
      form = try OrderForm(json: bytes.extracting(line.order ?? range), ignoring: line.order == nil ? ["id"] : [])
    } catch {
      throw .malformedOrder(reason: error.description)
    }
    if !form.contains(.csr), let request = line.request {
      var text: [UInt8] = []
      JSONEscapes.undo(request, in: bytes, into: &text)
      form.set(ParameterName.csr.spelling, to: String(decoding: text, as: UTF8.self))
    }
    guard form.contains(.csr) else { throw .missingRequest }
    form.complete(with: self.form)
    return OrderQuestion(form: form, isComplete: isComplete || line.order != nil || line.hasOthers, ledger: ledger)
  }
}
