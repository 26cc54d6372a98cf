// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import CommandSupport
public import CSRKit
import OpenSSLBridge
import SystemBridge

extension ExpiryReport.Margin: ExpressibleByArgument {
  /// A number of days (`30d`) or a part of the lifetime (`20%`); nil for any other text.
  public init?(argument: String) { self.init(argument) }
}

enum ExpiryFormat: String, Choice {
  case text, json, ics
}

struct ExpiresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expires",
    abstract: "Show when certificates expire and when to replace them.",
    usage: "csrkit expires [<option> ...] [<file> ...]",
    discussion: """
      Prints the days left, the day from which to reissue, and the day until which the CA may reuse the domain \
      validation (BR 4.2.1). The exit status suits timers. A CA's certificate counts only once it has expired.

      EXAMPLES:
        csrkit expires server.crt || renew
        csrkit expires --within 30d /etc/ssl/certs/*.crt
        csrkit expires --within 20% --format json fullchain.pem
        csrkit expires --format ics *.crt > certificates.ics

      EXIT STATUS:
        0   there is time left
        1   a certificate needs replacement
        2   a certificate has expired
        65  a file has no certificate
      """)

  @Argument(
    help: ArgumentHelp("The files to read; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The time before the end: days (30d) or a part of the lifetime (20%). Default: a third.", valueName: "time"))
  var within: ExpiryReport.Margin?

  @OptionGroup var date: DayOption

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp("The output format: text, json or ics (default: text).", valueName: "format"))
  var chosenFormat: ExpiryFormat?

  @Flag(help: "Do not use colors.")
  var noColor = false

  func run() throws {
    try status().exit()
  }

  private func status() -> Status {
    guard let names = Input.names(files) else {
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit expires --help")
      return .usage
    }
    var report = ExpiryReport(at: time, margin: within ?? .third)
    for name in names {
      do throws(Input.Failure) {
        let input = try SecretInput.read(name)
        input.withBytes { report.read($0, source: name) }
      } catch {
        report.add(UnreadableObject(source: name, reason: error.message))
      }
    }
    print(report)
    for object in report.unreadable { Terminal.error("\(object.source): \(object.reason)") }
    let worst: Status =
      switch report.state {
      case .valid: .success
      case .due: .findings
      case .expired: .refused
      }
    return report.unreadable.isEmpty ? worst : .noRequest
  }

  /// The current time, or the start of the day that is given.
  private var time: Int {
    guard let day = date.asOf else { return Process.secondsSinceEpoch }
    return day.daysSinceEpoch * 86_400
  }

  private func print(_ report: ExpiryReport) {
    switch chosenFormat ?? .text {
    case .text: Terminal.print(report.text(style: Style(usesColor: Terminal.usesColor(noColor: noColor))))
    case .json:
      var writer = JSONWriter()
      report.write(to: &writer)
      Terminal.print(writer.line)
    case .ics: Terminal.print(report.calendar)
    }
  }
}
