// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import Calendar
import CSRKit
public import DCV

enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl, zone, bind, nginx, apache, route53, csv
}

extension ValidationMethod: ExpressibleByArgument {
  public init?(argument: String) { self.init(option: argument) }
}

struct DCVCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the file and the record that prove control of a request's names.",
    discussion: """
      EXAMPLES:
        csrkit dcv request.pem
        csrkit dcv request.pem --method http --write /var/www/html
        csrkit dcv request.pem --method cname --format zone
        csrkit dcv request.pem --unique-value auto
      """)

  @Argument(help: ArgumentHelp("The input; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    help: "The method for every name: http, https, cname, email or txt (a file for hosts, a record for wildcards).")
  var method: ValidationMethod?

  @Option(help: "The uniqueValue of the order: up to 20 letters and digits, or auto for a new one.")
  var uniqueValue: String?

  @Option(help: ArgumentHelp("A name to prove instead of the request's; may be repeated.", valueName: "name"))
  var domain: [String] = []

  @Option(help: ArgumentHelp("Write the file below this web root.", valueName: "folder"), completion: .directory)
  var write: String?

  @Option(help: "How to print: text, json, jsonl, zone, bind, nginx, apache, route53 or csv.")
  var format: PlanFormat = .text

  @Option(help: ArgumentHelp("The zone that --format bind writes for.", valueName: "name"))
  var zone: String?

  @Option(help: ArgumentHelp("The records' time to live.", valueName: "seconds"))
  var ttl = 300

  @Option(help: ArgumentHelp("The day on which methods are judged (today).", valueName: "YYYY-MM-DD"))
  var asOf: CalendarDate?

  @Flag(help: "Print without colour.")
  var noColor = false

  func run() throws {
    try DCVRun(options: self).status().exit()
  }
}
