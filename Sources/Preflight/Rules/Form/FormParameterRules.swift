// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Parameters that the API does not know.
  static let formUnknownParameter = Rule.order(
    "form.unknown-parameter", .error, predicts: -2,
    summary: "every parameter of the form is one of the API's, spelled as the API spells it",
    fix: "correct the parameter's name or leave it out",
    citations: ["AutoApplySSL error -2", "AutoApplySSL request parameters"]
  ) { examination, reporter in
    for remark in examination.order.form.remarks {
      switch remark {
      case .unknownName(let name, _, _) where ParameterCatalog.sampled.contains(name):
        reporter.report(
          "\(quoted(name)) stands in the reference's sample request and not in its table of parameters", field: name,
          fix: "leave it out, unless the account manager says what it does", certainty: .inferred, item: name)
      case .unknownName(Secret.mask, _, _):
        reporter.report(
          "what follows the password is no parameter of the API", field: Secret.mask,
          fix: "percent-encode the password: an & that is sent as it is starts another parameter", item: Secret.mask)
      case .unknownName(let name, _, let nearest):
        reporter.report(
          "\(quoted(name)) is no parameter of the API, and capitals count", field: name,
          fix: nearest.map { "write \($0), or leave the parameter out" }, item: name)
      case .wrongCase(let name, _, let parameter):
        reporter.report(
          "\(quoted(name)) is not how the API spells the parameter", field: name, fix: "write \(parameter)", item: name)
      default:
        continue
      }
    }
  }
}
