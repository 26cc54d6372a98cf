// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Preflight

extension BatchField {
  /// What a check for an order says.
  static let order = [
    BatchField(check: "verdict") { $0.judgement.verdict.rawValue },
    BatchField(check: "predicted.errorCode") { ($0.judgement.predicted?.errorCode).map(String.init) },
    BatchField(check: "predicted.errorMessage") { $0.judgement.predicted?.errorMessage },
    BatchField(check: "predicted.errorItem") { $0.judgement.predicted?.errorItem },
    BatchField(check: "predicted.certainty") { $0.judgement.predicted?.certainty.name },
    BatchField(check: "alternatives") { $0.judgement.alternatives.map(String.init).joined(separator: " ") },
    BatchField(check: "needed") { $0.neededParameters.map(\.spelling).joined(separator: " ") },
    BatchField(check: "effective.names.commonName") { $0.order.names.commonName },
    BatchField(check: "effective.names.domains") { $0.order.names.domains.map(\.folded).joined(separator: " ") },
  ]

  /// `effective.fields.organizationName`: the value of a parameter that is not secret; nil where the name is none.
  init?(effective name: String) {
    let path = "effective.fields."
    guard name.hasPrefix(path), let parameter = ParameterName(String(name.dropFirst(path.count))),
      !parameter.parameter.isSecret
    else { return nil }
    self.init(check: name) { $0.order.value(parameter) }
  }

  private init(check name: String, _ value: @escaping @Sendable (OrderCheck) -> String?) {
    self.init(name) { $0.check.flatMap(value) }
    needsOrder = true
  }
}
