// SPDX-License-Identifier: Apache-2.0
public import Calendar
public import ArgumentParser
import CSRKit
import Preflight
import SystemBridge

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl
}

enum FailOn: String, ExpressibleByArgument, CaseIterable {
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

extension CalendarDate: ExpressibleByArgument {
  /// A day as YYYY-MM-DD, or nil where it is none.
  public init?(argument: String) { self.init(argument) }
}

struct CommonOptions: ParsableArguments {
  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  @Option(help: "The least severity of a finding that makes the exit status 1: error, warning, info or never.")
  var failOn: FailOn = .error

  @Option(help: ArgumentHelp("The day on which rules are judged (today).", valueName: "YYYY-MM-DD"))
  var asOf: CalendarDate?

  @Flag(help: "Print without colour.")
  var noColor = false

  var day: CalendarDate { asOf ?? CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400) }
}
