// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  static let signatureMissing = Rule(
    "signature.missing", .error, predicts: -12, .inferred,
    summary: "the request must be signed",
    fix: "create the request with its private key, which signs it: \(OpenSSLCommand.newRequest)",
    citations: ["RFC 2986 §4.2", "AutoApplySSL error -10", "AutoApplySSL error -12"]
  ) { examination, reporter in
    let request = examination.request
    guard let gap = request.signatureGap else { return }
    let rest = request.info.upperBound..<request.der.count
    reporter.report(
      "request is not signed: \(gap.description)", at: Place(rest.isEmpty ? request.info : rest, .signature),
      fix: SigningCommand.sentence(names: request.hostNames),
      predicts: examination.evidence.decodingFailure == nil ? .rule : .code(-10))
  }
}
