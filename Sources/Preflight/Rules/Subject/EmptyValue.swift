// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Empty subject values.
  static let subjectEmptyValue = Rule(
    "subject.empty-value", .warning, .inferred,
    summary: "no subject value is empty",
    fix: "leave the field out of the request",
    citations: ["X.520 §6: size ranges begin at 1", "RFC 5280 Appendix A.1"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject where attribute.value.isEmpty {
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      reporter.report("the \(name) is empty", at: Place(attribute.range, .subject))
    }
  }
}
