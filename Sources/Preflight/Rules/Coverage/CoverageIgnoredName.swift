// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Names that were given and will not be in the certificate.
  static let coverageIgnoredName = Rule.order(
    "coverage.ignored-name", .warning,
    summary: "every name that the request or the form gives will be in the certificate",
    fix: "list every name in domainNames of a multi-domain product",
    citations: ["AutoApplySSL domainNames", "AutoApplySSL commonName", "AutoApplySSL primaryDomainName"]
  ) { examination, reporter in
    guard examination.product != nil else { return }
    var groups: [[IgnoredName]] = []
    for ignored in examination.order.names.ignored where ignored.reason.isReported {
      if let last = groups.last?.last, last.reason.isLike(ignored.reason) {
        groups[groups.count - 1].append(ignored)
      } else {
        groups.append([ignored])
      }
    }
    for group in groups {
      guard let first = group.first else { continue }
      let others = group.count - 1
      // With a request alone in hand, the names are still to come.
      let isOpen = examination.question == .request && examination.order.names.domains.isEmpty
      reporter.report(
        "\(first)" + (others == 0 ? "" : ", and \(others) other \(others == 1 ? "name" : "names") for the same reason"),
        severity: first.reason.isHarmless || isOpen ? .info : .warning)
    }
  }
}

extension IgnoredName.Reason {
  /// Whether no other rule is about it.
  fileprivate var isReported: Bool {
    switch self {
    case .parameterNotForProduct, .furtherCommonName: false
    default: true
    }
  }

  /// Whether the certificate has the name all the same, or another that its maker asked for instead.
  fileprivate var isHarmless: Bool {
    switch self {
    case .duplicate, .replacedByCommonName: true
    default: false
    }
  }

  /// Whether one sentence will do for both.
  fileprivate func isLike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.duplicate, .duplicate): true
    default: self == other
    }
  }
}
