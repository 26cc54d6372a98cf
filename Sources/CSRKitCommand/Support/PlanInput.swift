// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit

/// What `dcv` reads requests from: a file, the standard input, or the order's own csr.
enum PlanInput {
  case file(String)
  case form(OrderForm)

  /// The inputs of a run; nil where nothing is given.
  static func all(_ files: [String], for question: PlanQuestion) -> [PlanInput]? {
    let form = question.form ?? OrderForm()
    switch OrderInput(files: files, form: form, hasForm: question.isComplete) {
    case .files(let names): return names.map { .file($0) }
    case .form: return [.form(form)]
    case .nothing: return nil
    }
  }

  /// The input's name in messages.
  var name: String {
    switch self {
    case .file(let name): name
    case .form: "csr"
    }
  }

  /// Reads the input.
  func bytes() throws(OrderOptions.Failure) -> [UInt8] {
    switch self {
    case .form(let form): return Array((form[.csr] ?? "").utf8)
    case .file(let name):
      do throws(Input.Failure) { return try Input(name).bytes } catch {
        throw OrderOptions.Failure(message: error.message, status: .cannotRead)
      }
    }
  }
}
