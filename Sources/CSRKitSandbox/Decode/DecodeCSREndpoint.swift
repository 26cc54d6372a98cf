// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
public import CSRKit
internal import CSRKitBase
internal import Preflight

/// `!DecodeCSR`: shows the contents of a CSR and all errors for which the CA would refuse it.
///
/// Source: Sectigo, DecodeCSR request, and how published clients parse its responses. The CA's XML and JSON formats are
/// not published: JSON has a format of our own, described at ``DecodeResponse``, and XML is refused with -4.
public struct DecodeCSREndpoint: Sendable {
  private let inspector: Inspector

  /// Creates an endpoint.
  public init(inspector: Inspector = Inspector()) { self.inspector = inspector }

  /// The response to a GET or POST request.
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z; the rules of this date (in UTC) apply.
  public func response(to request: SandboxRequest, at time: Int64) -> SandboxResponse {
    let query = DecodeQuery(request.form, isTLS: request.isTLS)
    guard let response = response(to: query, at: time) else { return .tooComplex }
    switch query.format {
    case .text, .xml: return SandboxResponse(contentType: "text/plain", body: response.text(for: query))
    case .json: return SandboxResponse(contentType: "application/json", body: response.json)
    }
  }

  /// Nil for a request that is too complex to read.
  private func response(to query: DecodeQuery, at time: Int64) -> DecodeResponse? {
    guard query.faults.isEmpty, let csr = query.csr else { return DecodeResponse(errors: query.faults) }
    var form = OrderForm()
    form.set(ParameterName.csr.spelling, to: csr)
    if let product = query.product { form.set(ParameterName.product.spelling, to: product) }
    let day = CalendarDate(daysSinceEpoch: Int(clamping: time / 86_400))
    let question = OrderQuestion(form: form, isComplete: false)
    let inspection = inspector.inspect(formOf: question, on: day)
    guard !inspection.isTooComplex else { return nil }
    let check = inspector.check(inspection, formOf: question, on: day)
    let errors = DecodeCSREndpoint.errors(check.findings)
    guard let report = check.report, !errors.contains(where: { $0.code == OrderErrorName.cannotDecode.code }) else {
      return DecodeResponse(errors: errors.isEmpty ? [DecodeError(.cannotDecode)] : errors)
    }
    return DecodeResponse(errors: errors, fields: DecodeField.fields(of: report, for: query))
  }

  /// The errors about the request, without duplicates, in the order in which the CA is likely to check.
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

/// A response of `!DecodeCSR`.
///
/// In JSON: `{"schema":1,"errors":[{"code":-5,"message":"…"}],"fields":[{"name":"CN","value":"…"}]}`, with the
/// errors and fields of the text format in the same order. The switches for error codes, error messages and field names
/// have no effect on JSON.
struct DecodeResponse: Sendable {
  let errors: [DecodeError]
  var fields: [DecodeField] = []

  init(errors: [DecodeError], fields: [DecodeField] = []) {
    self.errors = errors
    self.fields = fields
  }

  /// The number of errors, one line for each, and the fields.
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

  /// The response in JSON.
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
