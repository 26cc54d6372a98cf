// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let callback: [Parameter] = [
    Parameter(
      .callbackMethod, "callbackMethod", .char, max: 1, over: .truncated,
      allowed: .oneOf([
        .init("T", "a call to appRepTelephone gives the code"), .init("E", "a mail gives the code"),
      ]),
      "How the representative's identity is checked."),
    .flag(
      .isAppRepValidated, "isAppRepValidated", yes: "the reseller has checked the representative's details",
      no: "the CA checks the representative's details",
      requiredWhen: Sourced(.value(.isCallbackCompleted, "Y"), .reference),
      "Who answers for the representative's contact details; Y needs a permission."),
    .flag(
      .isCallbackCompleted, "isCallbackCompleted", yes: "the reseller has made the callback",
      no: "the CA makes the callback",
      "Who answers for the callback; Y needs a permission, and isAppRepValidated Y with it."),
  ]
}
