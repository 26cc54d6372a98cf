// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Authorities whose English name the CA may not know.
  static let identifierUnlistedAuthority = Rule.order(
    "identifier.unlisted-authority", .info, .inferred,
    summary: "ncaIdentifier is one that ETSI lists, or ncaName goes with it",
    fix: "give ncaName, the authority's name in English",
    citations: ["AutoApplySSL ncaName", "ETSI TS 119 495 Annex D"]
  ) { examination, reporter in
    let order = examination.order
    guard !order.isGiven(.ncaName), let text = order.value(.ncaIdentifier), let authority = try? NCAIdentifier(text),
      !authority.isListed
    else { return }
    let listed = authority.suggestion.map { ", which has \($0) for the country" } ?? ""
    reporter.report(
      "ncaIdentifier \(quoted(text)) is not in our copy of ETSI's list\(listed), and the CA takes ncaName from such a list",
      field: ParameterName.ncaName.spelling)
  }
}
