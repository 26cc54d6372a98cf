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
    let all = examination.order.names.ignored
    let ignored = all.span
    // With a request alone in hand, the names are still to come.
    let isOpen = examination.question == .request && examination.order.names.domains.isEmpty
    var first: Int?
    var others = 0
    for index in ignored.indices where ignored[index].reason.isReported {
      if let first, ignored[first].reason.isLike(ignored[index].reason) {
        others += 1
        continue
      }
      if let first { reporter.report(all[first], andOthers: others, isOpen: isOpen) }
      first = index
      others = 0
    }
    if let first { reporter.report(all[first], andOthers: others, isOpen: isOpen) }
  }
}

extension Reporter {
  /// Reports a name without effect, and how many others behind it are without effect for the same reason.
  fileprivate mutating func report(_ name: IgnoredName, andOthers others: Int, isOpen: Bool) {
    let message =
      others == 0
      ? name.description
      : "\(name), and \(others) other \(others == 1 ? "name" : "names") for the same reason"
    report(
      message, severity: name.reason.isHarmless || isOpen ? .info : .warning, fix: name.reason.fix)
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

  /// What to do where listing the name would not help.
  fileprivate var fix: String? {
    switch self {
    case .notTaken: "leave it out of the request, or list it in domainNames of an OV multi-domain product"
    default: nil
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
