// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Challenge passwords.
  static let challengePassword = Rule(
    "request.challenge-password", .info, .documented,
    summary: "the request has no challenge password",
    fix: "leave it out unless you use it to make the request unique; it is readable by anyone who sees the request",
    citations: ["RFC 2985 §5.4.1", "AutoApplySSL additional request structures: other attributes are ignored"]
  ) { examination, reporter in
    for attribute in examination.request.attributes where attribute.oid.known == .challengePassword {
      reporter.report(
        "the request has a challenge password, which the CA ignores and which changes the request's hashes",
        at: Place(attribute.range, .attributes))
    }
  }
}
