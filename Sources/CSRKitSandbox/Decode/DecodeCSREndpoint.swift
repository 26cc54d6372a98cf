// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import CSRKitBase
internal import Preflight

/// `!DecodeCSR`: says what a request holds and what the CA would refuse it for, several errors at once.
///
/// Source: Sectigo, DecodeCSR request, and how published clients read its answers. The CA's forms in XML and JSON are
/// not publicly shown: JSON has a form of our own, described at ``DecodeAnswer``, and XML is refused with -4.
public struct DecodeCSREndpoint: Sendable {
  private let inspector = Inspector()

  /// Creates an endpoint without state.
  public init() {}

  /// The answer to a request, by GET or POST.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z; its day in UTC is the one on which rules are judged.
  public func answer(_ request: SandboxRequest, at time: Int64) -> SandboxAnswer {
    let query = DecodeQuery(request.form, isTLS: request.isTLS)
    let answer = answer(to: query, at: time)
    switch query.format {
    case .text, .xml: return SandboxAnswer(contentType: "text/plain", body: answer.text(for: query))
    case .json: return SandboxAnswer(contentType: "application/json", body: answer.json)
    }
  }

  private func answer(to query: DecodeQuery, at time: Int64) -> DecodeAnswer {
    guard query.faults.isEmpty, let csr = query.csr else { return DecodeAnswer(errors: query.faults) }
    var form = OrderForm()
    form.set(ParameterName.csr.spelling, to: csr)
    if let product = query.product { form.set(ParameterName.product.spelling, to: product) }
    let day = CalendarDate(daysSinceEpoch: Int(clamping: time / 86_400))
    let check = inspector.check(formOf: OrderQuestion(form: form, isComplete: false), on: day)
    let errors = DecodeCSREndpoint.errors(check.findings)
    guard let report = check.report, !errors.contains(where: { $0.code == OrderErrorName.cannotDecode.code }) else {
      return DecodeAnswer(errors: errors.isEmpty ? [DecodeError(.cannotDecode)] : errors)
    }
    return DecodeAnswer(errors: errors, fields: DecodeField.fields(of: report, for: query))
  }

  /// The errors about the request, each once, in the order in which the CA is likely to look.
  private static func errors(_ findings: [Finding]) -> [DecodeError] {
    let named = findings.filter(\.isRefusal).compactMap { finding in
      finding.error.map { (name: $0 == .notBase64 ? .cannotDecode : $0, item: finding.errorItem) }
    }
    let ordered = named.filter { DecodeError.known.contains($0.name) }.enumerated().sorted {
      (ErrorPrecedence.rank(of: $0.element.name), $0.offset) < (ErrorPrecedence.rank(of: $1.element.name), $1.offset)
    }
    var errors: [DecodeError] = []
    for (_, found) in ordered {
      let error = DecodeError(found.name, item: found.item)
      if !errors.contains(error) { errors.append(error) }
    }
    return errors
  }
}

/// What `!DecodeCSR` answers.
///
/// In JSON: `{"schema":1,"errors":[{"code":-5,"message":"…"}],"fields":[{"name":"CN","value":"…"}]}`, the errors in the
/// order of the text and the fields under its names, a name as often as in the text. The switches for error codes, error
/// messages and field names have no effect there.
struct DecodeAnswer: Sendable {
  let errors: [DecodeError]
  var fields: [DecodeField] = []

  init(errors: [DecodeError], fields: [DecodeField] = []) {
    self.errors = errors
    self.fields = fields
  }

  /// The number of errors, a line for each, and the fields.
  func text(for query: DecodeQuery) -> [UInt8] {
    var lines = [String(errors.count)]
    for error in errors {
      let parts = [
        query.shows(.showErrorCodes) ? String(error.code) : nil, query.shows(.showErrorMessages) ? error.message : nil,
      ].compactMap(\.self)
      if !parts.isEmpty { lines.append(parts.joined(separator: " ")) }
    }
    for field in fields where query.shows(.showEmptyFields) || !field.value.isEmpty {
      let isNamed = field.isAlwaysNamed || query.shows(.showFieldNames)
      lines.append(isNamed ? "\(field.name)=\(field.value)" : field.value)
    }
    let text = lines.map { String($0.map { $0.isNewline ? " " : $0 }) }.joined(separator: "\n")
    return Array((text + "\n").utf8)
  }

  /// The same in JSON.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.array("errors") { writer in
        for error in errors {
          writer.object { writer in
            writer.member("code", error.code)
            writer.member("message", error.message)
          }
        }
      }
      writer.array("fields") { writer in
        for field in fields {
          writer.object { writer in
            writer.member("name", field.name)
            writer.member("value", field.value)
          }
        }
      }
      writer.member("schema", 1)
    }
    return writer.line
  }
}
