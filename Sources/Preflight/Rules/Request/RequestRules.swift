// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// One rule for each way in which an encoding departs from DER or from RFC 2986.
  static let irregularities: [Rule] = Irregularity.Kind.allCases.map { kind in
    Rule(
      "encoding.\(kind.rawValue)", kind.isHarmless ? .info : .warning, .inferred,
      summary: "the encoding is DER: not so where \(kind.description)",
      fix: kind.isHarmless
        ? "nothing needs doing" : "nothing, if the CA takes it; else make the request anew with other software",
      citations: ["RFC 2986 §4", "X.690 §10"]
    ) { examination, reporter in
      for irregularity in examination.request.irregularities where irregularity.kind == kind {
        reporter.report(
          "at byte \(irregularity.range.lowerBound), \(kind.description)", at: Place(irregularity.range, .encoding))
      }
    }
  }
}
