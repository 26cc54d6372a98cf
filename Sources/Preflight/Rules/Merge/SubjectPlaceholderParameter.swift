// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// The parameters that become values of the subject, those aside that are codes.
  private static let subjectParameters = ParameterSet.merged.subtracting([.countryName])
    .union([.joiLocalityName, .joiStateOrProvinceName, .assumedName])

  /// Values of the form that stand for nothing; a rule on requests is about those of the request.
  static let subjectPlaceholderParameter = Rule.order(
    "merge.placeholder", .warning, .inferred,
    summary: "no subject value that the form gives is a placeholder",
    fix: "give the real value, which for OV and EV the CA checks against a register; leave out what is optional",
    citations: ["BR 7.1.4.2", "BR 7.1.2.7"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.given where subjectParameters.contains(name) {
      guard let text = order.value(name), Placeholders.mayHold(text), Placeholders.contains(text),
        order[name].origin == .parameter
      else { continue }
      reporter.report("\(name) is \(quoted(text)), a placeholder and not a value", field: name.spelling)
    }
  }
}
