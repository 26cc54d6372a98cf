// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

/// The form of the names that a product covers.
extension Rule {
  static let coverageWildcardNotAllowed = Rule.order(
    "coverage.wildcard-not-allowed", .error, predicts: -5,
    summary: "a non-wildcard product must not have a wildcard common name",
    fix: "order a wildcard product, such as 489 (DV) or 35 (OV), or create a CSR for a name without a wildcard",
    citations: ["AutoApplySSL error -5", "AutoApplySSL product"]
  ) { examination, reporter in
    guard examination.product?.isWildcard == false, let host = examination.unusualOrderedName,
      host.wildcard == .leftmost
    else { return }
    reporter.report(
      "common name \(quoted(host.text)) is a wildcard, but \(examination.productTitle) does not cover wildcards",
      field: examination.nameField,
      fix: host.base.map { "order a wildcard product, such as 489 (DV) or 35 (OV), or create a CSR for \($0)" })
  }

  static let coverageWildcardRequired = Rule.order(
    "coverage.wildcard-required", .error, predicts: -6,
    summary: "a wildcard product must have a common name that is *. followed by a domain",
    fix: "create a CSR for *. and the domain, or order a non-wildcard product",
    citations: ["AutoApplySSL error -6", "AutoApplySSL product"]
  ) { examination, reporter in
    guard examination.product?.isWildcard == true, let host = examination.orderedName, host.wildcard == .none
    else { return }
    let domain = host.base.map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }
    reporter.report(
      "common name \(quoted(host.text)) has no asterisk, but \(examination.productTitle) requires a wildcard",
      field: examination.nameField,
      fix: domain.map { "create a CSR for *.\($0), or order a non-wildcard product" })
  }

  static let coverageWildcardInList = Rule.order(
    "coverage.wildcard-in-list", .error, predicts: -4, .inferred,
    summary: "an EV or qualified certificate must not have wildcard names, except for onion services",
    fix: "list each host by its own name, or order an OV multi-domain product",
    citations: ["EV Guidelines 7.1.2.2: subjectAltName", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    guard let product = examination.product, product.isMultiDomain, !product.wildcardNames.value else { return }
    for name in examination.order.names.domains where name.shape == .wildcard && !product.takes(name) {
      reporter.report(
        "\(quoted(name.given)) is a wildcard, but \(examination.productTitle) does not cover wildcards",
        parameter: .domainNames)
    }
  }

  static let coveragePublicName = Rule.order(
    "coverage.public-name", .error, predicts: -18,
    summary: "an intranet certificate must not have a fully qualified domain name as common name",
    fix: "order a product for public names",
    citations: ["AutoApplySSL error -18", "AutoApplySSL product 44"]
  ) { examination, reporter in
    guard examination.product?.isIntranet.value == true, let host = examination.orderedName,
      case .delegated(let topLevel) = host.scope
    else { return }
    reporter.report(
      "common name \(quoted(host.text)) is a public name under .\(topLevel), but \(examination.productTitle) does not "
        + "cover public names", field: examination.nameField)
  }

  static let coveragePublicAddress = Rule.order(
    "coverage.public-address", .error, predicts: -19,
    summary: "an intranet certificate must not have a public IP address as common name",
    fix: "use an address in a private range, or list the address in domainNames of a multi-domain product",
    citations: ["AutoApplySSL error -19", "AutoApplySSL product 44"]
  ) { examination, reporter in
    guard examination.product?.isIntranet.value == true, let host = examination.orderedName,
      let address = host.address, !address.isReserved
    else { return }
    reporter.report(
      "common name \(quoted(host.text)) is a public address, but \(examination.productTitle) does not cover public "
        + "addresses", field: examination.nameField)
  }

  static let coverageAddress = Rule.order(
    "coverage.address", .error, predicts: -35,
    summary: "a single-domain certificate must not have an IP address as common name",
    fix: "use a domain name, or list the address in domainNames of an OV multi-domain product, such as 335",
    citations: ["AutoApplySSL error -35", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    guard examination.product?.isIntranet.value == false, let host = examination.unusualOrderedName, host.address != nil
    else { return }
    reporter.report(
      "common name \(quoted(host.text)) is an IP address, but \(examination.productTitle) covers domain names only",
      field: examination.nameField)
  }

  static let coverageAddressInList = Rule.order(
    "coverage.address-in-list", .error, predicts: -4,
    summary: "an EV or qualified certificate must not have IP addresses as names",
    fix: "list domain names only, or order an OV multi-domain product",
    citations: ["AutoApplySSL domainNames", "EV Guidelines 7.1.2.2: subjectAltName"]
  ) { examination, reporter in
    for fault in examination.order.names.faults {
      guard case .addressNotTaken(let name) = fault else { continue }
      reporter.report(
        "\(quoted(name)) is an IP address, but \(examination.productTitle) does not cover IP addresses",
        parameter: .domainNames, certainty: examination.product.map { PredictionCertainty($0.ipAddresses.certainty) })
    }
  }
}

extension OrderExamination {
  /// The parsed name of a single-domain order.
  fileprivate var orderedName: HostName? { OrderExamination.singleName(of: order).map { HostName($0) } }

  /// The parsed name, unless it is ordinary: to parse an ordinary name would cost more than all checks on it.
  fileprivate var unusualOrderedName: HostName? { hasUnusualName ? orderedName : nil }

  static func isUnusual(_ name: String?) -> Bool {
    guard let name else { return false }
    return OrdinaryHostName(name.utf8.span)?.isWildcard ?? true
  }

  static func singleName(of order: EffectiveOrder) -> String? {
    guard order.selection?.certificate.isSingleDomain == true else { return nil }
    return order.names.domains.first?.given
  }

  /// The parameter that contains the name: `commonName` or `csr`.
  fileprivate var nameField: String { (order.names.origin == .parameter ? ParameterName.commonName : .csr).spelling }

  /// The product's code and name in messages.
  var productTitle: String { product.map { "product \($0.code) (\($0.name))" } ?? "the product" }
}
