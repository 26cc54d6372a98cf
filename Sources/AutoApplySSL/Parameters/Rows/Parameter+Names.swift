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
