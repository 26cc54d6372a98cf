// SPDX-License-Identifier: Apache-2.0
internal import Preflight

/// What a rule says in each of its findings, encoded once.
struct RuleFragment: Sendable {
  /// `"rule":…`
  let rule: [UInt8]
  /// `"fix":…`
  let fix: [UInt8]
  /// `"citations":[…]`
  let citations: [UInt8]

  /// One for each rule, in the order of the catalog.
  static let all = RuleCatalog.all.map(RuleFragment.init)

  /// `"severity":…` for each, by its raw value.
  static let severities = Severity.allCases.map { severity in
    JSONWriter.fragment { $0.member(Key.severity, severity.name) }
  }

  private init(_ rule: Rule) {
    self.rule = JSONWriter.fragment { $0.member(Key.rule, rule.id) }
    fix = JSONWriter.fragment { $0.member(Key.fix, rule.fix) }
    citations = JSONWriter.fragment { writer in
      writer.array(Key.citations) { writer in
        for citation in rule.citations { writer.string(citation) }
      }
    }
  }
}
