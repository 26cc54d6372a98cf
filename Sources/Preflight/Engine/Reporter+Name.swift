// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Reporter {
  /// Reports something about a name; what the CA answers depends on where the name stands.
  ///
  /// - Parameters:
  ///   - reason: the rest of a sentence that starts with the name.
  ///   - commonName: the answer where it is the common name of the request.
  ///   - listed: whether the CA looks at it in a list of names as well, and refuses the list.
  mutating func report(
    _ name: ExaminedName, _ reason: String, commonName: Prediction = .rule, listed: Bool = true,
    severity: Severity? = nil, fix: String? = nil, certainty: Certainty? = nil, detail: String? = nil
  ) {
    let message = "the \(name.title) \(quoted(name.host.text)) \(reason)"
    switch name.origin {
    case .commonName:
      report(
        message, at: name.place, severity: severity, fix: fix, predicts: commonName, certainty: certainty,
        item: "csr", detail: detail)
    case .alternativeName where name.isOrdered && listed:
      report(
        message, at: name.place, severity: severity, fix: fix, predicts: .error(.invalidArgument), certainty: .inferred,
        item: ParameterName.domainNames.spelling, detail: detail)
    case .alternativeName:
      report(message, at: name.place, severity: severity, fix: fix, predicts: .nothing)
    case .parameter(let parameter):
      report(
        message, parameter: parameter, severity: severity, fix: fix ?? "correct the name in \(parameter)",
        predicts: listed ? .error(.invalidArgument) : .nothing, certainty: .inferred, detail: detail)
    }
  }
}
