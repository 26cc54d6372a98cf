// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Names that a person may take for others.
  static let nameLookAlike = Rule(
    "name.look-alike", .warning, .inferred,
    summary: "no label of a name mixes scripts or passes for one of another script",
    fix: "make sure that the name is the one that is meant; the CA may hold the order for a check by hand",
    citations: ["UTS 39 §4", "UTS 39 §5", "BR 4.2.1 High Risk Certificate Requests"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      for lookAlike in name.host.lookAlikes {
        reporter.report(name, "may be taken for another: \(lookAlike)", commonName: .nothing, listed: false)
      }
    }
  }
}
