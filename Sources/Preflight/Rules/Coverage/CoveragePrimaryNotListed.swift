// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Primary names that are not among the names.
  static let coveragePrimaryNotListed = Rule.order(
    "coverage.primary-not-listed", .error, predicts: -4,
    summary: "the primary name is one of the names",
    fix: "add the name to domainNames, or choose one that is there",
    citations: ["AutoApplySSL primaryDomainName", "BR 7.1.4.3"]
  ) { examination, reporter in
    for fault in examination.order.names.faults {
      switch fault {
      case .primaryNotListed(let name):
        reporter.report(
          "primaryDomainName \(quoted(name)) is not among the names of the order", parameter: .primaryDomainName)
      case .requestNameNotListed(let name):
        reporter.report(
          "the request's common name \(quoted(name)) becomes the primary name and is not among the names of the order",
          field: ParameterName.domainNames.spelling, severity: .warning, predicts: .nothing, certainty: .inferred)
      default:
        continue
      }
    }
  }
}
