// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Preflight
import Testing

/// What integrators complained of in public: each gets a verdict and a sentence that says what is wrong.
@Suite struct IntegratorPainTests {
  struct Pain: Sendable {
    let family: String
    let order: String
    let verdict: Verdict
    let code: Int?
    /// A part of what must be said, empty where nothing needs saying.
    let said: String
  }

  static let pains: [(String, Pain)] = [
    (
      "a wildcard for a product without wildcards",
      pain(
        "errors", "-5: a wildcard for a plain product", -5,
        "is a wildcard, but product 7 (PremiumSSL) does not cover wildcards")
    ),
    (
      "a plain name for a wildcard product",
      pain("errors", "-6: a plain name for a wildcard product", -6, "has no asterisk, but product 35")
    ),
    (
      "a top-level domain that does not exist",
      pain("names", "an unknown top level in the request", -4, "ends in .wifi, which is not a top-level domain")
    ),
    (
      "a request of IIS with its own label",
      Pain(family: "errors", order: "no -9: PEM of any label", verdict: .accepted, code: nil, said: "")
    ),
    (
      "an END line with four hyphens",
      pain("errors", "-9: an END line of four hyphens", -9, "a BEGIN or END line has five hyphens on each side")
    ),
    (
      "wildcards in a multi-domain certificate",
      Pain(family: "names", order: "wildcards among many names", verdict: .doubtful, code: nil, said: "")
    ),
    (
      "an address that is to be proven by mail",
      pain("names", "an address proven by mail", -4, "an IP address can only be validated with a file")
    ),
    (
      "an address with a request that has no common name",
      Pain(family: "names", order: "an address in a list", verdict: .accepted, code: nil, said: "")
    ),
    (
      "a request without a common name",
      pain("errors", "-8: no name anywhere", -8, "the request's subject has no common name, and commonName is missing")
    ),
    (
      "a request whose + became spaces",
      pain("errors", "-9: a plus sign became a space", -9, "a space replaces each lost +")
    ),
    (
      "a name that the form gives instead",
      Pain(family: "errors", order: "no -8: the form gives the name", verdict: .accepted, code: nil, said: "")
    ),
    (
      "a common name that is not listed",
      Pain(
        family: "names", order: "the common name of an MDC request that is not listed", verdict: .doubtful, code: nil,
        said: "\"b.fjord.no\" is ignored for a multi-domain product")
    ),
  ]

  private static func pain(_ family: String, _ order: String, _ code: Int, _ said: String) -> Pain {
    Pain(family: family, order: order, verdict: .refused, code: code, said: said)
  }

  @Test(arguments: pains.indices)
  func `What went wrong is said in a sentence, with a fix`(_ index: Int) throws {
    let (title, pain) = Self.pains[index]
    let comment = Comment(rawValue: title)
    let vector = try #require(OrderVector.all(pain.family).first { $0.name == pain.order }, comment)
    let check = try vector.check(pain.family)
    #expect(check.judgement.verdict == pain.verdict, comment)
    #expect(check.judgement.predicted?.errorCode == pain.code, comment)
    let text = check.text(style: Style(usesColor: false))
    #expect(pain.said.isEmpty || text.contains(pain.said), comment)
    for finding in check.findings where finding.severity > .info {
      #expect(finding.message.split(separator: " ").count >= 4, comment)
      #expect(text.contains("fix: \(finding.fix)"), comment)
    }
  }
}
