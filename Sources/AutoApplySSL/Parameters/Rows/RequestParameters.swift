// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let names: [Parameter] = [
    Parameter(
      .domainNames, "domainNames", .string, max: 32767,
      requiredWhen: Sourced(.all([.product(.multiDomain), .not(.requestNamesDomains)]), .reference),
      allowed: .format(.domainNames), for: Sourced(.multiDomain, .reference),
      "The names of a multi-domain certificate; they replace the names in the CSR."),
    Parameter(
      .primaryDomainName, "primaryDomainName", .string, max: 64, over: .accepted,
      requiredWhen: Sourced(
        .all([
          .product(.multiDomain), .not(.product(.unifiedCommunications)), .given(.maxSubjectCNs),
          .value(.maxSubjectCNs, "1"),
        ]), .reference),
      allowed: .format(.domainName), for: Sourced(.multiDomain, .reference),
      "The name in domainNames to use as the certificate's common name."),
    Parameter(
      .maxSubjectCNs, "maxSubjectCNs", .integer, ignoredWhen: .not(.product(.multiDomain)),
      allowed: .integers(0...1), default: Sourced("1", .reference),
      except: DefaultException(when: .longer(.primaryDomainName, bytes: 64), value: "0"),
      "The maximum number of common names in the certificate's subject: 0 or 1."),
    Parameter(
      .commonName, "commonName", .string, max: 64, allowed: .format(.domainName),
      for: Sourced(.singleDomain, .reference), subject: .commonName,
      "The name of a single-domain certificate; overrides the CSR's common name."),
  ]
}

extension Parameter {
  static let request: [Parameter] = [
    Parameter(
      .csr, "csr", .string, max: 32767, is: .required, allowed: .format(.certificationRequest),
      "The certificate signing request (CSR) in Base64, with or without its BEGIN and END lines."),
    Parameter(
      .uniqueValue, "uniqueValue", .string, max: 20, allowed: .format(.alphanumeric),
      "A value that makes the request token of a hash-based validation method unique."),
    Parameter(
      .prioritiseCSRValues, "prioritiseCSRValues", .char, max: 1,
      allowed: .oneOf([
        .init("Y", "the CSR takes precedence over the parameters"),
        .init("N", "the parameters take precedence over the CSR"),
        .init("P", "only the parameters are used"),
        .init("C", "only the CSR is used"),
      ]),
      default: Sourced("Y", .reference),
      "Which value to use if both the CSR and a parameter have one."),
    Parameter(
      .signatureHash, "signatureHash", .string, max: 64,
      allowed: .oneOf([
        .init("NO_PREFERENCE", "the CA decides"),
        .init("INFER_FROM_CSR", "SHA-1 for a CSR signed with MD5 or SHA-1 and RSA, otherwise SHA-2"),
        .init("PREFER_SHA2", "SHA-2 if an issuing CA for it is available, otherwise SHA-1"),
        .init("PREFER_SHA1", "SHA-1 if industry rules still permit it, otherwise SHA-2"),
        .init("REQUIRE_SHA2", "SHA-2; the order waits until an issuing CA for it is available"),
      ]),
      default: Sourced("NO_PREFERENCE", .reference),
      "The preferred hash algorithm of the certificate's signature."),
  ]
}
