// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Identifiers with a country that their type cannot have.
  static let identifierCountry = Rule.order(
    "identifier.country", .error, predicts: -121,
    summary: "the country in an identifier is one that its type may have",
    fix: "use the ISO 3166-1 code of the register's or authority's country",
    citations: ["AutoApplySSL error -121", "ETSI EN 319 412-1 §5.1", "ETSI TS 119 495 §5.2"]
  ) { examination, reporter in
    reporter.reportIdentifiers(examination, with: .identifierCountry)
  }
}
