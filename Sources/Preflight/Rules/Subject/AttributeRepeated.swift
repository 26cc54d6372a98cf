// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

extension Rule {
  /// Requests that give twice what a certificate has once; common names have a rule of their own.
  static let subjectAttributeRepeated = Rule(
    "subject.attribute-repeated", .warning, .inferred,
    summary:
      "the subject has at most one organization, post office box, locality, state or province, postal code and country",
    fix:
      "make the request anew with the value that is meant, or give that as an order parameter with prioritiseCSRValues=N",
    citations: ["BR 7.1.4.1"]
  ) { examination, reporter in
    let request = examination.request
    var (seen, reported) = (ParameterSet(), ParameterSet())
    for attribute in request.subject {
      guard let known = attribute.oid.known, let parameter = SubjectLimits.once[known], !seen.insert(parameter),
        reported.insert(parameter), examination.order?.order.takesFromForm(parameter) != true
      else { continue }
      let all = request.subject.filter { $0.oid.known == known }
      let first = quoted(all[0].displayText(in: request.der.span))
      reporter.report(
        "the subject has \(all.count) values of \(known.name), and a certificate can have one; which one the CA takes is "
          + "not documented, and the first, \(first), is taken here", at: Place(attribute.range, .subject))
    }
  }
}

extension EffectiveOrder {
  /// Whether it is the form that decides a merged value, so that it does not matter what the request says.
  fileprivate func takesFromForm(_ name: ParameterName) -> Bool {
    switch mode {
    case .preferRequest, .requestOnly: false
    case .preferParameters: form[name]?.isEmpty == false
    case .parametersOnly: true
    }
  }
}
