// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import CSRKitBase
import CommandSupport
import KeyAudit
import Preflight

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
/// All in one group, and choices without an initial value: each group, and each such value, costs a start a tenth of a
/// millisecond of ArgumentParser's look-ups.
struct CommonOptions: ParsableArguments {
  @Option(help: ListOptions.help, completion: .file())
  var list: [String] = []

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "How to print: text for people, which is the default, json or jsonl for programs.", valueName: "format"))
  var chosenFormat: OutputFormat?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "The least severity of a finding that makes the exit status 1: error, which is the default, warning, info or never.",
      valueName: "severity"))
  var chosenFailOn: FailOn?

  @Option(help: DayOption.help)
  var asOf: CalendarDate?

  @Flag(help: "Print without colour.")
  var noColor = false

  var format: OutputFormat { chosenFormat ?? .text }

  var failOn: FailOn { chosenFailOn ?? .error }

  /// The day on which the verb judges.
  var day: CalendarDate { asOf ?? .today }

  func openLists(hasTime: Bool = false) throws -> [any KeyList] { try ListOptions.open(list, hasTime: hasTime) }
}
