// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import CommandSupport
import CSRKit
public import CSRKitBase
import KeyAudit
import Preflight
import SystemBridge

enum OutputFormat: String, Choice {
  case text, json, jsonl
}

enum FailOn: String, Choice {
  case error, warning, info, never

  /// Whether a finding of this severity sets exit status 1.
  func includes(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .info: true
    case .never: false
    }
  }
}

/// The common options of `inspect` and `check`.
///
/// They form one group, and choices have no initial value: ArgumentParser takes 0.1 ms at each start for every group
/// and every such value.
struct CommonOptions: ParsableArguments {
  @Option(help: ListOptions.help, completion: .file())
  var list: [String] = []

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "The output format (default: text).", valueName: "format"))
  var chosenFormat: OutputFormat?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "The lowest severity that sets exit status 1 (default: error).",
      valueName: "severity"))
  var chosenFailOn: FailOn?

  @Option(help: DayOption.help)
  var asOf: CalendarDate?

  @Flag(help: "Do not use colors.")
  var noColor = false

  var format: OutputFormat { chosenFormat ?? .text }

  var failOn: FailOn { chosenFailOn ?? .error }

  /// The day as of which rules are applied.
  var day: CalendarDate { asOf ?? .today }

  func openLists(includesSharedPrimes: Bool = false) throws -> [any KeyList] {
    try ListOptions.open(list, includesSharedPrimes: includesSharedPrimes)
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// A day as YYYY-MM-DD; nil if it is not a valid date.
  public init?(argument: String) { self.init(argument) }
}

/// The day as of which rules are applied.
struct DayOption: ParsableArguments {
  static let help = ArgumentHelp("Apply the rules in force on this day (default: today).", valueName: "YYYY-MM-DD")

  @Option(help: DayOption.help)
  var asOf: CalendarDate?

  var day: CalendarDate { asOf ?? .today }
}
