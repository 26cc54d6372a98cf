// SPDX-License-Identifier: Apache-2.0

/// A document that rules cite, in the version that they were compared with.
///
/// Citations name the document and the section, such as `BR 7.1.4.2`; only this table has the version.
package struct IndustryDocument: Sendable, Hashable {
  /// The abbreviation in citations.
  package let name: String
  /// The full title.
  package let title: String
  /// The version.
  package let version: String
  /// The day on which the version, or the last ballot in it, was adopted; for web pages, the day of the copy.
  package let day: CalendarDate
  /// The latest changes in it, or where it is published.
  package let note: String

  /// CA/Browser Forum Baseline Requirements for TLS server certificates.
  package static let baselineRequirements = IndustryDocument(
    name: "BR", title: "CA/Browser Forum Baseline Requirements", version: "2.2.8", day: CalendarDate(2026, 5, 13),
    note: "ballots up to SC-098v2 (CAA parameters); SC-101v2 (authorization domain names) follows it")
  /// CA/Browser Forum Extended Validation Guidelines.
  package static let evGuidelines = IndustryDocument(
    name: "EV Guidelines", title: "CA/Browser Forum EV Guidelines", version: "2.0.2 with SC-087v2",
    day: CalendarDate(2026, 6, 3), note: "ballots up to SC-087v2 (registration numbers)")
  /// The requirements for CAs that Chrome trusts.
  package static let chromeRootProgram = IndustryDocument(
    name: "Chrome Root Program", title: "Chrome Root Program Policy", version: "1.8", day: CalendarDate(2026, 11, 28),
    note: "day of the copy; ends client authentication in TLS certificates")
  /// The reference of the order API.
  package static let orderReference = IndustryDocument(
    name: "AutoApplySSL", title: "AutoApplySSL request reference", version: "web page", day: CalendarDate(2026, 11, 23),
    note: "day of the copy; docs.sectigo.com/sps/auto-apply-ssl/request")

  /// All documents whose versions change.
  package static let all = [baselineRequirements, evGuidelines, chromeRootProgram, orderReference]

  /// The title with the version.
  package var titleWithVersion: String { "\(title) \(version)" }
}
