// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The names of the certificate, compared with the names of the request and the form.
extension Rule {
  static let coverageNoName = Rule.order(
    "coverage.no-name", .error, predicts: -8,
    summary: "the request or commonName must provide the name of a single-domain or unified communications certificate",
    fix: "create a new CSR with the domain name as CN, or send the name as commonName",
    citations: ["AutoApplySSL additional request structures: 2.5.4.3 is required", "AutoApplySSL error -8"]
  ) { examination, reporter in
    let order = examination.order
    // Without a request, the missing request is reported instead.
    guard order.hasRequest else { return }
    if order.names.faults.contains(.noCommonName) {
      reporter.report(
        "order has no name: the request's subject has no common name, and commonName is missing", field: "commonName")
    } else if examination.product?.isUnifiedCommunications == true, order.names.commonName == nil,
      order.request.commonNames.isEmpty, order.value(.maxSubjectCNs) != "0"
    {
      reporter.report(
        "request has no common name: a unified communications order without primaryDomainName uses it",
        field: "primaryDomainName", fix: "send primaryDomainName with one of the names", certainty: .inferred)
    }
  }

  static let coveragePrimaryNotListed = Rule.order(
    "coverage.primary-not-listed", .error, predicts: -4,
    summary: "the primary name must be one of the names of the order",
    fix: "add the name to domainNames, or choose one of the names in it",
    citations: ["AutoApplySSL primaryDomainName", "BR 7.1.4.3"]
  ) { examination, reporter in
    for fault in examination.order.names.faults {
      switch fault {
      case .primaryNotListed(let name):
        reporter.report(
          "primaryDomainName \(quoted(name)) is not among the names of the order", parameter: .primaryDomainName)
      case .requestNameNotListed(let name):
        reporter.report(
          "common name \(quoted(name)) of the request becomes the primary name, but the order does not list it",
          field: ParameterName.domainNames.spelling, severity: .warning, predicts: .nothing, certainty: .inferred)
      default:
        continue
      }
    }
  }

  static let coveragePrimaryTooLong = Rule.order(
    "coverage.primary-too-long", .error, predicts: -4, .inferred,
    summary: "primaryDomainName must have at most 64 bytes if the certificate is to have a common name",
    fix: "choose a shorter primary name, or leave maxSubjectCNs out for a certificate without a common name",
    citations: ["AutoApplySSL maxSubjectCNs", "RFC 5280 Appendix A.1: ub-common-name", "BR 7.1.4.3"]
  ) { examination, reporter in
    let order = examination.order
    guard examination.product?.isMultiDomain == true, let name = order.form[.primaryDomainName], name.utf8.count > 64
    else { return }
    let length = "primaryDomainName has \(name.utf8.count) bytes, but a common name can have at most 64"
    if !order.isGiven(.maxSubjectCNs) {
      reporter.report(
        "\(length): the certificate will have no common name", field: ParameterName.maxSubjectCNs.spelling,
        severity: .info, fix: "choose a shorter primary name if you want a common name", predicts: .nothing,
        certainty: .documented)
    } else if order.value(.maxSubjectCNs) == "1" {
      reporter.report("\(length): maxSubjectCNs=1 requires a common name", parameter: .primaryDomainName)
    }
  }

  static let coverageAddedName = Rule.order(
    "coverage.added-name", .info,
    summary: "the certificate should have only the names that the order lists",
    fix: "send omitAdditionalFQDN=Y to order without the name; the CA leaves it out if it is not proven",
    citations: ["AutoApplySSL omitAdditionalFQDN"]
  ) { examination, reporter in
    for added in examination.order.names.added {
      reporter.report(
        quoted(added.value, after: "the CA adds the name "), field: ParameterName.omitAdditionalFQDN.spelling,
        certainty: PredictionCertainty(added.certainty))
    }
  }

  static let coverageIgnoredName = Rule.order(
    "coverage.ignored-name", .warning,
    summary: "every name in the request and the form should be in the certificate",
    fix: "list every name in domainNames of a multi-domain product",
    citations: ["AutoApplySSL domainNames", "AutoApplySSL commonName", "AutoApplySSL primaryDomainName"]
  ) { examination, reporter in
    guard examination.product != nil else { return }
    let all = examination.order.names.ignored
    let ignored = all.span
    // When only the request is checked, the form may still list the names.
    let isOpen = examination.question == .request && examination.order.names.domains.isEmpty
    let distinct = examination.order.names.domains.count
    var first: Int?
    var others = 0
    for index in ignored.indices where ignored[index].reason.isReported {
      if let first, ignored[first].reason.isLike(ignored[index].reason) {
        others += 1
        continue
      }
      if let first { reporter.report(all[first], andOthers: others, isOpen: isOpen, distinct: distinct) }
      first = index
      others = 0
    }
    if let first { reporter.report(all[first], andOthers: others, isOpen: isOpen, distinct: distinct) }
  }
}

extension Reporter {
  /// Reports an ignored name, with the number of names after it that are ignored for the same reason.
  fileprivate mutating func report(_ name: IgnoredName, andOthers others: Int, isOpen: Bool, distinct: Int) {
    var message =
      others == 0
      ? name.description
      : "\(name), and \(others) other \(others == 1 ? "name" : "names") for the same reason"
    if case .duplicate = name.reason {
      message += "; the order has \(distinct) distinct \(distinct == 1 ? "name" : "names")"
    }
    report(
      message, severity: name.reason.isHarmless || isOpen ? .info : .warning, fix: name.reason.fix)
  }
}

extension IgnoredName.Reason {
  /// Whether this rule reports the reason; other rules report the rest.
  fileprivate var isReported: Bool {
    switch self {
    case .parameterNotForProduct, .furtherCommonName: false
    default: true
    }
  }

  /// Whether the certificate has the name anyway, or another name that the customer chose in its place.
  fileprivate var isHarmless: Bool {
    switch self {
    case .duplicate, .replacedByCommonName: true
    default: false
    }
  }

  /// A fix for names that cannot be listed.
  fileprivate var fix: String? {
    switch self {
    case .notTaken: "leave it out of the request, or list it in domainNames of an OV multi-domain product"
    case .duplicate: "list each name once, with one token or email address for each"
    default: nil
    }
  }

  /// Whether one message can report both reasons.
  fileprivate func isLike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.duplicate, .duplicate): true
    default: self == other
    }
  }
}
