// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import CSRKit
public import CSRKitBase
import SystemBridge

extension CalendarDate: ExpressibleByArgument {
  /// A day as YYYY-MM-DD, or nil where it is none.
  public init?(argument: String) { self.init(argument) }

  /// The day by the machine's clock, in UTC.
  static var today: CalendarDate { CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400) }
}

/// The day on which a verb judges.
struct DayOption: ParsableArguments {
  static let help = ArgumentHelp("The day on which rules are judged (today).", valueName: "YYYY-MM-DD")

  @Option(help: DayOption.help)
  var asOf: CalendarDate?

  var day: CalendarDate { asOf ?? .today }
}
