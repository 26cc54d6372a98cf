// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Request tokens that were used before.
  static let csrTokenReused = Rule.order(
    "csr.token-reused", .error, predicts: -55, .local,
    summary: "the request was not ordered before with the same uniqueValue",
    fix: "send another uniqueValue, or leave it out and use the one that the answer returns",
    citations: ["AutoApplySSL uniqueValue", "AutoApplySSL error -55", "BR 1.6.1 Request Token"]
  ) { examination, reporter in
    guard let earlier = examination.earlierOrder else { return }
    let name = earlier.reference.map { " as \(quoted($0))" } ?? ""
    if let value = examination.order.value(.uniqueValue) {
      reporter.report(
        "the request was ordered at \(earlier.time)\(name) with the same uniqueValue \(quoted(value))",
        field: ParameterName.uniqueValue.spelling)
    } else {
      reporter.report(
        "the request was ordered before, at \(earlier.time)\(name); the CA will choose a uniqueValue and send it back",
        severity: .info, fix: "publish proofs only after the answer, with its uniqueValue", predicts: .nothing)
    }
  }
}
