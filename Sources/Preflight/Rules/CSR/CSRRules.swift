// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

extension Rule {
  // The rule on values measures the form's own text.
  static let csrTooLong = Rule(
    "csr.too-long", .error, predicts: -4,
    summary: "the request must have at most 32767 characters in Base64",
    fix: "list the names in domainNames and leave them out of the request",
    citations: ["AutoApplySSL csr: maximum length", "AutoApplySSL error -4"]
  ) { examination, reporter in
    guard examination.order?.requestText == nil, let limit = ParameterName.csr.parameter.maximumLength else { return }
    let length = (examination.request.der.count + 2) / 3 * 4
    guard length > limit else { return }
    reporter.report(
      "request has \(length) characters in Base64: the API accepts at most \(limit)",
      at: Place(0..<examination.request.der.count, .request), field: ParameterName.csr.spelling,
      item: ParameterName.csr.spelling)
  }

  static let csrNotBase64 = Rule.order(
    "csr.not-base64", .error, predicts: -9, .inferred,
    summary: "csr must be plain Base64, with or without BEGIN and END lines",
    fix: "send the request as csrkit prepare writes it, with each + as %2B",
    citations: ["AutoApplySSL error -9", "AutoApplySSL csr", "RFC 7468 §3"]
  ) { examination, reporter in
    guard let text = examination.requestText else { return }
    do throws(Base64Fault) {
      _ = try Base64Fault.length(of: text)
    } catch {
      if let cause = examination.requestForm.flatMap({ TransportCause(text, $0) }) {
        reporter.report("csr \(cause.description)", field: "csr", fix: cause.fix)
      } else {
        reporter.report("csr \(error)", field: "csr", fix: error.fix)
      }
    }
  }

  static let csrNotDecodable = Rule.order(
    "csr.not-decodable", .error, predicts: -10,
    summary: "csr must be a PKCS #10 request",
    fix: "copy the request again from where it was created, and send all of it, not a certificate or a key",
    citations: ["AutoApplySSL error -10", "AutoApplySSL csr", "RFC 2986 §4"]
  ) { examination, reporter in
    if let failure = examination.requestFailure {
      reporter.report("csr contains no readable request: \(failure)", field: "csr", fix: examination.requestFix)
    } else if let text = examination.requestText, let length = try? Base64Fault.length(of: text),
      length != examination.requestLength, let form = examination.requestForm, !form.isEnclosed
    {
      let cause = TransportCause(text, form)
      reporter.report(
        cause.map { "csr \($0.description)" }
          ?? "csr contains a request, but its Base64 does not decode to that request alone",
        field: "csr", fix: cause?.fix ?? "send only the request, as csrkit prepare writes it", certainty: .inferred)
    }
  }

  static let csrTokenReused = Rule.order(
    "csr.token-reused", .error, predicts: -55, .local,
    summary: "a request must not be ordered again with the same uniqueValue",
    fix: "send another uniqueValue, or leave it out and use the one that the CA returns",
    citations: ["AutoApplySSL uniqueValue", "AutoApplySSL error -55", "BR 1.6.1 Request Token"]
  ) { examination, reporter in
    guard let earlier = examination.earlierOrder else { return }
    let name = earlier.reference.map { " as \(quoted($0))" } ?? ""
    if let value = examination.order.value(.uniqueValue) {
      reporter.report(
        "request was ordered at \(earlier.time)\(name) with the same uniqueValue \(quoted(value))",
        field: ParameterName.uniqueValue.spelling)
    } else {
      reporter.report(
        "request was ordered before, at \(earlier.time)\(name): the CA will choose and return a uniqueValue",
        severity: .info, fix: "publish the validation files and records only after the CA has returned its uniqueValue",
        predicts: .nothing)
    }
  }
}
