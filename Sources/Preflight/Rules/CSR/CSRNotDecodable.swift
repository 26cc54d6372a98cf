// SPDX-License-Identifier: Apache-2.0
extension Rule {
  /// Forms whose csr holds no request.
  static let csrNotDecodable = Rule.order(
    "csr.not-decodable", .error, predicts: -10,
    summary: "the value of csr is a PKCS #10 request",
    fix: "give the whole request, and no certificate or key",
    citations: ["AutoApplySSL error -10", "AutoApplySSL csr", "RFC 2986 §4"]
  ) { examination, reporter in
    guard let failure = examination.requestFailure else { return }
    reporter.report("no request can be made out in the value of csr: \(failure)", field: "csr")
  }
}
