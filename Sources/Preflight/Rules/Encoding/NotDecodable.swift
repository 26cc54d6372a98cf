// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Requests that OpenSSL does not decode.
  static let encodingNotDecodable = Rule(
    "encoding.not-decodable", .error, predicts: -10, .inferred,
    summary: "OpenSSL, which stands for the CA's decoder, decodes the request",
    fix: "make the request anew with well-kept software",
    citations: ["RFC 2986 §4", "AutoApplySSL error -10"]
  ) { examination, reporter in
    guard let reason = examination.decodingFailure else { return }
    reporter.report(
      "OpenSSL does not decode the request: \(reason)", at: Place(0..<examination.request.der.count, .request))
  }
}
