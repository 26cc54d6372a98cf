// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Identifiers of the type TAX.
  static let identifierTAX = Rule.order(
    "identifier.tax", .error, predicts: -121,
    summary: "a natural person's tax number has the type TIN",
    fix: "write TIN in place of TAX",
    citations: ["AutoApplySSL error -121", "ETSI EN 319 412-1 §5.1.3"]
  ) { examination, reporter in
    reporter.reportIdentifiers(examination, with: .taxDeprecated)
  }
}

extension Reporter {
  /// Reports the faults of identifiers that the API answers with one of its errors.
  mutating func reportIdentifiers(_ examination: borrowing OrderExamination, with error: OrderErrorName) {
    for finding in examination.order.identifierFaults where finding.fault.error == error {
      let text = examination.order.value(finding.parameter) ?? ""
      report(
        "\(finding.parameter) \(quoted(text)) is refused: \(finding.fault)", parameter: finding.parameter,
        predicts: .error(error))
    }
  }
}
