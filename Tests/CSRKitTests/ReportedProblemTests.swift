// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Preflight
import Testing

/// Problems that integrators reported in public; each gets a verdict, a message and a fix.
@Suite struct ReportedProblemTests {
  struct Problem: Sendable {
    let family: String
    let order: String
    let verdict: Verdict
    let code: Int?
    /// A part of the message; empty if no message is needed.
    let message: String
  }

  static let problems: [(String, Problem)] = [
    (
      "a wildcard for a product without wildcards",
      problem(
        "errors", "-5: a wildcard for a plain product", -5,
        "is a wildcard, but product 7 (PremiumSSL) does not cover wildcards")
    ),
    (
      "a plain name for a wildcard product",
      problem("errors", "-6: a plain name for a wildcard product", -6, "has no asterisk, but product 35")
    ),
    (
      "a top-level domain that does not exist",
      problem(
        "names", "an unknown top-level domain in the request", -4, "ends in .wifi, which is not a top-level domain")
    ),
    (
      "a request of IIS with another label",
      Problem(family: "errors", order: "no -9: PEM of any label", verdict: .accepted, code: nil, message: "")
    ),
    (
      "an END line with four hyphens",
      problem("errors", "-9: an END line of four hyphens", -9, "a BEGIN or END line has five hyphens on each side")
    ),
    (
      "wildcards in a multi-domain certificate",
      Problem(family: "names", order: "wildcards among many names", verdict: .doubtful, code: nil, message: "")
    ),
    (
      "an IP address with email validation",
      problem("names", "an address validated by email", -4, "an IP address can only be validated with a file")
    ),
    (
      "an address with a request that has no common name",
      Problem(family: "names", order: "an address in a list", verdict: .accepted, code: nil, message: "")
    ),
    (
      "a request without a common name",
      problem(
        "errors", "-8: no name", -8, "the request's subject has no common name, and commonName is missing")
    ),
    (
      "a request whose + became spaces",
      problem("errors", "-9: a plus sign became a space", -9, "each + became a space")
    ),
    (
      "a name that only the form has",
      Problem(family: "errors", order: "no -8: the name is in the form", verdict: .accepted, code: nil, message: "")
    ),
    (
      "a common name that is not listed",
      Problem(
        family: "names", order: "the common name of an MDC request that is not listed", verdict: .doubtful, code: nil,
        message: "\"b.fjord.no\" is ignored for a multi-domain product")
    ),
  ]

  private static func problem(_ family: String, _ order: String, _ code: Int, _ message: String) -> Problem {
    Problem(family: family, order: order, verdict: .refused, code: code, message: message)
  }

  @Test(arguments: problems.indices)
  func `Each problem is reported with a fix`(_ index: Int) throws {
    let (title, problem) = Self.problems[index]
    let comment = Comment(rawValue: title)
    let vector = try #require(OrderVector.all(problem.family).first { $0.name == problem.order }, comment)
    let check = try vector.check(problem.family)
    #expect(check.judgement.verdict == problem.verdict, comment)
    #expect(check.judgement.predicted?.errorCode == problem.code, comment)
    let text = check.text(style: Style(usesColor: false))
    #expect(problem.message.isEmpty || text.contains(problem.message), comment)
    for finding in check.findings where finding.severity > .info {
      #expect(finding.message.split(separator: " ").count >= 4, comment)
      #expect(text.contains("fix: \(finding.fix)"), comment)
    }
  }
}
