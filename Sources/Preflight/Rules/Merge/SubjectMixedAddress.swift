// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Addresses that are put together from two places.
  static let subjectMixedAddress = Rule.order(
    "merge.mixed-address", .warning, .inferred,
    summary: "the lines of the address come from the request or from the form, not from both",
    fix: "give the whole address in the form and send prioritiseCSRValues=P, or N where the request has no address",
    citations: ["AutoApplySSL prioritiseCSRValues"]
  ) { examination, reporter in
    guard let mixed = examination.order.mixedAddress else { return }
    let fromRequest = mixed.fromRequest.map(\.spelling).joined(separator: ", ")
    let fromForm = mixed.fromForm.map(\.spelling).joined(separator: ", ")
    reporter.report(
      "the address is mixed: \(fromRequest) from the request, \(fromForm) from the form",
      field: ParameterName.prioritiseCSRValues.spelling, severity: mixed.mixesStreet ? .warning : .info)
  }
}
