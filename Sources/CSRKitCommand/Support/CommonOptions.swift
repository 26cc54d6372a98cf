// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Calendar
import CSRKit
import KeyAudit
import Preflight
import ProbeArguments

enum OutputFormat: String, Choice {
  case text, json, jsonl
}

enum FailOn: String, Choice {
  case error, warning, info, never

  /// Whether a finding so grave makes the command fail.
  func includes(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .info: true
    case .never: false
    }
  }
}

/// What `inspect` and `check` have in common.
///
/// All in one group: each costs a start a tenth of a millisecond.
struct CommonOptions: ParsableArguments {
  @Option(help: ListOptions.help, completion: .file())
  var list: [String] = []

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  @Option(help: "The least severity of a finding that makes the exit status 1: error, warning, info or never.")
  var failOn: FailOn = .error

  @Option(help: DayOption.help)
  var asOf: CalendarDate?

  @Flag(help: "Print without colour.")
  var noColor = false

  /// The day on which the verb judges.
  var day: CalendarDate { asOf ?? .today }

  func openLists(hasTime: Bool = false) throws -> [any KeyList] { try ListOptions.open(list, hasTime: hasTime) }
}
