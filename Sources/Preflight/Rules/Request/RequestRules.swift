// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  static let challengePassword = Rule(
    "request.challenge-password", .info, .documented,
    summary: "the request should not have a challenge password",
    fix: "leave it out unless you use it to make the request unique: anyone who sees the request can read it",
    citations: ["RFC 2985 §5.4.1", "AutoApplySSL additional request structures: other attributes are ignored"]
  ) { examination, reporter in
    for attribute in examination.request.attributes where attribute.oid.known == .challengePassword {
      reporter.report(
        "request has a challenge password: the CA ignores it, but it changes the request's hashes",
        at: Place(attribute.range, .attributes))
    }
  }

  static let encodingNotDecodable = Rule(
    "encoding.not-decodable", .error, predicts: -10, .inferred,
    summary: "OpenSSL, which models the CA's decoder, must be able to decode the request",
    fix: "create a new CSR with up-to-date software: \(OpenSSLCommand.newRequest)",
    citations: ["RFC 2986 §4", "AutoApplySSL error -10"]
  ) { examination, reporter in
    guard let reason = examination.evidence.decodingFailure else { return }
    let fix = "\(CertificationRequest.copyAgain); if it still fails, create a new CSR with up-to-date software"
    reporter.report(
      "OpenSSL cannot decode the request: \(reason)", at: Place(0..<examination.request.der.count, .request),
      fix: examination.evidence.isKeyProven ? nil : fix)
  }
}
