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

/// The formats of findings.
enum ReportFormat: String, Choice {
  case text, json, jsonl, sarif

  static let help: ArgumentHelp = "The output format."
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

/// The common options of `inspect`, `check` and `new`.
struct CommonOptions: ParsableArguments {
  @Option(help: ListOptions.help, completion: .file())
  var list: [String] = []

  @Option(help: ArgumentHelp("The lowest severity that sets exit status 1.", valueName: "severity"))
  var failOn: FailOn = .error

  @Option(help: DayOption.help)
  var asOf: CalendarDate?

  @Flag(help: "Do not use colors.")
  var noColor = false

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
