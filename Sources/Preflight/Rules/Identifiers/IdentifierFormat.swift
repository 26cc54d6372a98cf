// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Identifiers without the form of their kind.
  static let identifierFormat = Rule.order(
    "identifier.format", .error, predicts: -121,
    summary: "an identifier is a type, a country, a hyphen and a reference, in the form of its type",
    fix: "write it like VATBE-0876866142, PASSK-P3000180 or BE-NBB",
    citations: ["AutoApplySSL error -121", "ETSI EN 319 412-1 §5.1", "ETSI TS 119 495 §5.2"]
  ) { examination, reporter in
    reporter.reportIdentifiers(examination, with: .identifierFormat)
  }
}
