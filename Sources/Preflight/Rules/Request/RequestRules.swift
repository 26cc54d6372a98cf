// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  static let alternativeNameType = Rule(
    "san.type", .warning, .inferred,
    summary: "a SAN must be a DNS name or an IP address",
    fix: "leave the name out: a TLS certificate cannot contain it",
    citations: ["BR 7.1.2.7.12", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    for name in examination.request.subjectAlternativeNames where name.kind != .dns && name.kind != .ip {
      reporter.report(
        "SAN has the type \(name.kind): it will not be in the certificate", at: Place(name.range, .alternativeName))
    }
  }

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

  /// One rule for each deviation from DER or RFC 2986.
  static let irregularities: [Rule] = Irregularity.Kind.allCases.map { kind in
    Rule(
      "encoding.\(kind.rawValue)", kind.isHarmless ? .info : .warning, .inferred,
      summary: kind.requirement,
      fix: kind.isHarmless
        ? "take no action: decoders accept the request"
        : "if the CA refuses the request, create a new CSR with other software",
      citations: ["RFC 2986 §4", "X.690 §10"]
    ) { examination, reporter in
      for irregularity in examination.request.irregularities where irregularity.kind == kind {
        reporter.report(
          "encoding is irregular at byte \(irregularity.range.lowerBound): \(kind.description)",
          at: Place(irregularity.range, .encoding))
      }
    }
  }
}
