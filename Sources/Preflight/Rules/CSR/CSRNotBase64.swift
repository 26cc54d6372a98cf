// SPDX-License-Identifier: Apache-2.0
extension Rule {
  /// Requests in a form that are not Base64 as they stand.
  static let csrNotBase64 = Rule.order(
    "csr.not-base64", .error, predicts: -9, .inferred,
    summary: "the value of csr is Base64 as it stands, with or without its BEGIN and END lines",
    fix: "send the request as csrkit prepare writes it, with each + as %2B",
    citations: ["AutoApplySSL error -9", "AutoApplySSL csr", "RFC 7468 §3"]
  ) { examination, reporter in
    guard let text = examination.requestText else { return }
    do throws(Base64Fault) {
      _ = try Base64Fault.length(of: text)
    } catch {
      reporter.report("the value of csr \(error)", field: "csr", fix: error.fix)
    }
  }
}
