// SPDX-License-Identifier: Apache-2.0
extension Rule {
  /// Forms whose csr holds no request.
  static let csrNotDecodable = Rule.order(
    "csr.not-decodable", .error, predicts: -10,
    summary: "the value of csr is a PKCS #10 request",
    fix: "give the whole request, and no certificate or key",
    citations: ["AutoApplySSL error -10", "AutoApplySSL csr", "RFC 2986 §4"]
  ) { examination, reporter in
    if let failure = examination.requestFailure {
      reporter.report("no request can be made out in the value of csr: \(failure)", field: "csr")
    } else if let text = examination.requestText, let length = try? Base64Fault.length(of: text),
      length != examination.requestLength
    {
      reporter.report(
        "a request can be made out in the value of csr, and what its Base64 holds is not that request alone",
        field: "csr",
        fix: "send nothing but the request, as csrkit prepare writes it", certainty: .inferred)
    }
  }
}
