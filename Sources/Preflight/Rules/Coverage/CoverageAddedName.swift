// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Names that the CA adds by itself.
  static let coverageAddedName = Rule.order(
    "coverage.added-name", .info,
    summary: "the certificate has no names beside those that were given",
    fix: "send omitAdditionalFQDN=Y if the name is not yours or not wanted; it has to be validated too",
    citations: ["AutoApplySSL omitAdditionalFQDN"]
  ) { examination, reporter in
    for added in examination.order.names.added {
      reporter.report(
        quoted(added.value, after: "the CA adds the name "), field: ParameterName.omitAdditionalFQDN.spelling,
        certainty: Certainty(added.certainty))
    }
  }
}
