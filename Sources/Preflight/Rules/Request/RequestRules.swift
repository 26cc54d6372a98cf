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
        "SAN has the type \(name.kind): it will not be in the certificate", at: Place(name.whole, .alternativeName))
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
        at: Place(attribute.whole, .attributes))
    }
  }

  static let encodingNotDecodable = Rule(
    "encoding.not-decodable", .error, predicts: -10, .inferred,
    summary: "OpenSSL, which models the CA's decoder, must be able to decode the request",
    fix: "create a new CSR with up-to-date software: \(OpenSSLCommand.newRequest)",
    citations: ["RFC 2986 §4", "AutoApplySSL error -10"]
  ) { examination, reporter in
    guard let reason = examination.decodingFailure else { return }
    reporter.report(
      "OpenSSL cannot decode the request: \(reason)", at: Place(0..<examination.request.der.count, .request))
  }

  /// One rule for each deviation from DER or RFC 2986.
  static let irregularities: [Rule] = Irregularity.Kind.allCases.map { kind in
    Rule(
      "encoding.\(kind.rawValue)", kind.isHarmless ? .info : .warning, .inferred,
      summary: kind.requirement,
      fix: kind.isHarmless
        ? "take no action" : "if the CA refuses the request, create a new CSR with other software",
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

extension Irregularity.Kind {
  /// What DER or RFC 2986 requires, in one sentence without a full stop.
  fileprivate var requirement: String {
    switch self {
    case .longLength: "a length must be written in as few octets as possible (X.690 §10.1)"
    case .indefiniteLength: "a length must be definite (X.690 §10.1)"
    case .longTag: "a tag number must be written in its shortest form (X.690 §8.1.2.4)"
    case .trailingData: "a structure must not have data after its last element"
    case .versionMissing: "the version must be present (RFC 2986 §4.1)"
    case .versionEmpty: "the version must not be an empty INTEGER (RFC 2986 §4.1)"
    case .versionNonZero: "the version must be 0 (RFC 2986 §4.1)"
    case .integerPadding: "an INTEGER must not have a superfluous leading octet (X.690 §8.3.2)"
    case .integerEmpty: "an INTEGER must have content (X.690 §8.3.1)"
    case .integerNegative: "an INTEGER for a positive number must not be encoded as negative (X.690 §8.3.3)"
    case .oidMalformed: "an OBJECT IDENTIFIER must not have a padded or incomplete arc (X.690 §8.19.2)"
    case .stringMalformed: "the octets of a string must be valid text of its type (RFC 3629 §3, X.690 §8.23)"
    case .constructedString: "a string must not be split into segments (X.690 §10.2)"
    case .primitiveList: "the tag of a list must be constructed (X.690 §8.9.1)"
    case .valueMalformed: "the content of a value must be valid for its type (X.690 §8)"
    case .valueType: "an attribute of a name must have a value of a type that names allow (RFC 5280 §4.1.2.4)"
    case .booleanForm: "a BOOLEAN must be 00 or FF (X.690 §11.1)"
    case .defaultEncoded: "a default value must not be encoded (X.690 §11.5)"
    case .unusedBits: "a BIT STRING of complete octets must not declare unused bits"
    case .emptySet: "a SET that requires an element must not be empty"
    case .setOrder: "the elements of a SET OF must be in ascending order (X.690 §11.6)"
    case .attributesMissing: "the attributes field must be present, even if it is empty (RFC 2986 §4.1)"
    case .attributeMalformed: "an attribute must be decodable (RFC 2986 §4.1)"
    case .attributeValueCount: "a single-valued attribute must have exactly one value (RFC 2985 §5.4)"
    case .attributeRepeated: "an attribute must not appear more than once"
    case .extensionMalformed: "a requested extension must be decodable (RFC 5280 §4.2)"
    case .extensionRepeated: "an extension must not be requested more than once (RFC 5280 §4.2)"
    case .extensionListEmpty: "the list of requested extensions must not be empty (RFC 5280 §4.1)"
    case .algorithmParameters: "an algorithm must have the parameters that its specification requires"
    case .keyMalformed: "the public key must be decodable"
    case .nameMalformed: "each part of the subject's name must be decodable (RFC 5280 §4.1.2.4)"
    }
  }
}
