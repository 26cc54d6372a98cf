// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let names: [Parameter] = [
    Parameter(
      .domainNames, "domainNames", .string, max: 32767,
      requiredWhen: Sourced(.all([.product(.multiDomain), .not(.requestNamesDomains)]), .reference),
      allowed: .format(.domainNames), for: Sourced(.multiDomain, .reference),
      "The names of a multi-domain certificate; they replace the names in the request."),
    Parameter(
      .primaryDomainName, "primaryDomainName", .string, max: 64, over: .accepted,
      requiredWhen: Sourced(
        .all([
          .product(.multiDomain), .not(.product(.unifiedCommunications)), .given(.maxSubjectCNs),
          .value(.maxSubjectCNs, "1"),
        ]), .reference),
      allowed: .format(.domainName), for: Sourced(.multiDomain, .reference),
      "The one of domainNames that becomes the certificate's common name."),
    Parameter(
      .maxSubjectCNs, "maxSubjectCNs", .integer, ignoredWhen: .not(.product(.multiDomain)),
      allowed: .integers(0...1), default: Sourced("1", .reference),
      except: DefaultException(when: .longer(.primaryDomainName, bytes: 64), value: "0"),
      "How many common names the certificate's subject gets: one or none."),
    Parameter(
      .commonName, "commonName", .string, max: 64, allowed: .format(.domainName),
      for: Sourced(.singleDomain, .reference), subject: .commonName,
      "The name of a single-domain certificate; it wins over the request's common name."),
  ]
}

extension Parameter {
  static let request: [Parameter] = [
    Parameter(
      .csr, "csr", .string, max: 32767, is: .required, allowed: .format(.certificationRequest),
      "The certificate signing request in Base64, with or without its BEGIN and END lines."),
    Parameter(
      .uniqueValue, "uniqueValue", .string, max: 20, allowed: .format(.alphanumeric),
      "Keeps the request token of a hash-based validation method unique for the request."),
    Parameter(
      .prioritiseCSRValues, "prioritiseCSRValues", .char, max: 1,
      allowed: .oneOf([
        .init("Y", "the request wins over the parameters"),
        .init("N", "the parameters win over the request"),
        .init("P", "only the parameters are used"),
        .init("C", "only the request is used"),
      ]),
      default: Sourced("Y", .reference),
      "Which value is used where the request and a parameter both have one."),
    Parameter(
      .signatureHash, "signatureHash", .string, max: 64,
      allowed: .oneOf([
        .init("NO_PREFERENCE", "the CA decides"),
        .init("INFER_FROM_CSR", "SHA-1 for a request signed with MD5 or SHA-1 under RSA, else SHA-2"),
        .init("PREFER_SHA2", "SHA-2 where an issuing CA for it is available, else SHA-1"),
        .init("PREFER_SHA1", "SHA-1 where the industry's rules still permit it, else SHA-2"),
        .init("REQUIRE_SHA2", "SHA-2, and the order waits until an issuing CA for it is available"),
      ]),
      default: Sourced("NO_PREFERENCE", .reference),
      "Which hash the certificate's signature should use."),
  ]
}
