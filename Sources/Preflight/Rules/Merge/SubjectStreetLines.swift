// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Street lines beyond the third.
  static let subjectStreetLines = Rule.order(
    "merge.street-lines", .warning,
    summary: "the request has at most three lines of street address",
    fix: "put the address into three lines",
    citations: ["AutoApplySSL additional request structures: 2.5.4.9"]
  ) { examination, reporter in
    for line in examination.order.ignoredStreetLines {
      reporter.report("the street line \(quoted(line)) of the request is ignored: there are three places for them")
    }
  }
}
