// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Callbacks that contradict themselves.
  static let formCallback = Rule.order(
    "form.callback", .error, predicts: -4, .inferred,
    summary: "a callback that the reseller made follows its own check, and one that the CA makes has where to go",
    fix: "send isAppRepValidated=Y, or leave the callback to the CA",
    citations: ["AutoApplySSL isCallbackCompleted", "AutoApplySSL callbackMethod"]
  ) { examination, reporter in
    let order = examination.order
    guard order.isGiven(.callbackMethod) || order.isGiven(.isCallbackCompleted) else { return }
    if order.value(.isCallbackCompleted) == "Y", order.value(.isAppRepValidated) == "N" {
      reporter.report(
        "isCallbackCompleted is Y and isAppRepValidated is N, where the first asks for Y in the second",
        parameter: .isAppRepValidated)
    }
    let target: ParameterName? =
      switch order.value(.callbackMethod) {
      case "T": .appRepTelephone
      case "E": .appRepEmailAddress
      default: nil
      }
    guard let target, !order.isGiven(target), order.value(.isCallbackCompleted) != "Y" else { return }
    reporter.report(
      "callbackMethod chooses \(target), which is not given", field: target.spelling, severity: .warning,
      fix: "give \(target)", predicts: .nothing)
  }
}
