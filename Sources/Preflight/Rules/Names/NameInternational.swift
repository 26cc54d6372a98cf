// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Names in other scripts, shown as people write them.
  static let nameInternational = Rule(
    "name.international", .info, .inferred,
    summary: "what an A-label stands for is shown",
    fix: "compare the name with the one that is meant",
    citations: ["RFC 5890 §2.3.2.1"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.host.labels.contains(where: { $0.kind == .aLabel }) {
      reporter.report(name, "reads \(quoted(name.host.unicode))", commonName: .nothing, listed: false)
    }
  }
}
