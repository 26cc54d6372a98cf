// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Lists of validation tokens that do not fit the names.
  static let validationList = Rule.order(
    "validation.list", .error, predicts: -4,
    summary: "dcvEmailAddresses or validationTokens has one item for each name, in their order, or one token for all",
    fix: "give one item for each name in the order of domainNames, or one of the ALL tokens alone",
    citations: ["AutoApplySSL dcvEmailAddresses", "AutoApplySSL validationTokens", "AutoApplySSL error -4"]
  ) { examination, reporter in
    for fault in examination.order.validation.faults {
      switch fault {
      case .unknownMethod: continue
      case .bothLists, .emptyItem:
        reporter.report(
          "\(fault)", parameter: fault.parameter, severity: .warning, predicts: .nothing, certainty: .inferred)
      case .emailAddressUnused:
        reporter.report(
          "\(fault)", parameter: fault.parameter, severity: .info, fix: "leave dcvEmailAddress out", predicts: .nothing)
      default:
        reporter.report("\(fault)", parameter: fault.parameter)
      }
    }
  }
}
