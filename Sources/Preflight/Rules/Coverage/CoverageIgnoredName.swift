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
    let isOrdered = examination.product != nil
    for ignored in examination.order.names.ignored where isOrdered {
      let sentence = "\(ignored)"
      switch ignored.reason {
      case .parameterNotForProduct, .furtherCommonName: continue
      case .duplicate, .replacedByCommonName: reporter.report(sentence, severity: .info)
      case .commonNameOfRequest:
        reporter.report(
          sentence, fix: "add the name to domainNames, or it will not be in the certificate", certainty: .documented)
      default: reporter.report(sentence)
      }
    }
  }
}
