// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import PKCS10

/// The one request that `merge` and `prepare` work on.
enum SingleRequest {
  /// Reads the request from the file, from the form or from the standard input; nil where none is given at all.
  static func read(
    _ file: String?, form: OrderForm, hasForm: Bool, with inspector: Inspector, on day: CalendarDate
  ) throws(OrderOptions.Failure) -> RequestReport? {
    let bytes: [UInt8]
    var name = "csr"
    switch OrderInput(files: file.map { [$0] } ?? [], form: form, hasForm: hasForm) {
    case .nothing:
      throw OrderOptions.Failure(message: "no input: name a file, or pipe a request in", status: .usage)
    case .form: bytes = Array((form[.csr] ?? "").utf8)
    case .files(let names):
      name = names.first ?? "-"
      do throws(Input.Failure) { bytes = try Input(name).bytes } catch {
        throw OrderOptions.Failure(message: error.message, status: .cannotRead)
      }
    }
    if bytes.isEmpty, hasForm { return nil }
    let inspection = inspector.inspect(bytes, name: name, on: day)
    Warnings.print(for: inspection)
    guard let report = inspection.reports.first else {
      let reason = inspection.failures.first?.error.description ?? inspection.explanation.message
      throw OrderOptions.Failure(message: "\(name): \(reason)", status: .noRequest)
    }
    if inspection.reports.count > 1 {
      Terminal.warning("\(name): \(inspection.reports.count) requests; the first is taken")
    }
    return report
  }
}
