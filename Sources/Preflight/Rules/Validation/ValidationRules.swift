// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Methods that cannot validate a name.
  static let validationImpossible = Rule.order(
    "validation.impossible", .error, predicts: -4, .inferred,
    summary: "the validation method can prove control of the name",
    fix: "use CNAME_CSR_HASH for wildcards and HTTP_CSR_HASH for IP addresses",
    citations: ["BR 3.2.2.4.18", "BR 3.2.2.4.19", "BR 3.2.2.5", "AutoApplySSL dcvMethod"]
  ) { examination, reporter in
    for choice in examination.order.validation.choices {
      guard let obstacle = choice.obstacle, choice.name.origin != .default else { continue }
      let method = choice.method?.rawValue ?? ""
      if examination.isChosen(choice.parameter) {
        reporter.report(
          "\(method) cannot validate \(quoted(choice.name.given)): \(obstacle.title)", parameter: choice.parameter)
      } else {
        reporter.report(
          "the default method \(method) cannot validate \(quoted(choice.name.given)): \(obstacle.title)",
          field: choice.parameter.spelling, severity: .info, predicts: .nothing)
      }
    }
  }
}
