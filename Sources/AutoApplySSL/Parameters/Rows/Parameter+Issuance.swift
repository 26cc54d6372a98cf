// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let issuance: [Parameter] = [
    .flag(
      .showCertificateState, "showCertificateState", yes: "the answer has the certificate's state",
      no: "the answer has no state", default: Sourced("N", .reading),
      "Whether the answer tells the certificate's state."),
    .flag(
      .omitAdditionalFQDN, "omitAdditionalFQDN", yes: "no name is added",
      no: "www.example.com is added to example.com, and the other way round",
      default: Sourced("N", .reference), for: Sourced(.singleDomain, .reference),
      "Whether the second name of a single-domain certificate is left out."),
    .flag(
      .doAutoOV, "doAutoOV", yes: "the organization is validated automatically",
      no: "it is not validated automatically", default: Sourced("N", .reference),
      "Whether the organization's validation starts by itself."),
    .flag(
      .ignoreMasterAccount, "IgnoreMasterAccount", yes: "Enterprise Authentication is left out",
      no: "Enterprise Authentication applies", default: Sourced("N", .reference),
      for: Sourced(.kinds([.ev, .ov]), .reference),
      "Whether the master account's settings are ignored."),
    .flag(
      .disableSWP, "disableSWP", yes: "no free web products are added",
      no: "free web products are added where they apply", default: Sourced("N", .reference),
      "Whether the Secure Website Platform is left out."),
  ]
}
