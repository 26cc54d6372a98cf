// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKit
import CommandSupport

enum PlanFormat: String, Choice {
  case text, json, jsonl, zone, bind, nginx, apache, route53, csv
}

struct DCVCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the file and the record that prove control of a request's names.",
    discussion: """
      With --product or --order the names and methods are the order's: names that the CA adds, and the method of each \
      name in dcvMethod, validationTokens or dcvEmailAddresses. With a ledger a request that was ordered before gets \
      a fresh uniqueValue, and a token that was used is refused.

      EXAMPLES:
        csrkit dcv request.pem
        csrkit dcv request.pem --method http --write /var/www/html
        csrkit dcv request.pem --method cname --format bind --zone example.com
        csrkit dcv request.pem --product 335 --set domainNames=a.example,b.example --set validationTokens=ALLCNAMECSRHASH
        csrkit dcv request.pem --unique-value auto
        csrkit dcv request.pem --ledger tokens.sqlite --explain-reuse
      """)

  @Argument(help: ArgumentHelp("The input; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var plan: PlanOptions

  @OptionGroup var place: LedgerOptions

  @Flag(help: "Tell which ways of ordering again with the request fit it, instead of the plan.")
  var explainReuse = false

  @Option(help: ArgumentHelp("Write the file below this web root.", valueName: "folder"), completion: .directory)
  var write: String?

  @Option(help: "How to print: text, json, jsonl, zone, bind, nginx, apache, route53 or csv.")
  var format: PlanFormat = .text

  @Option(help: ArgumentHelp("The zone that --format bind writes for.", valueName: "name"))
  var zone: String?

  @Option(help: ArgumentHelp("The records' time to live.", valueName: "seconds"))
  var ttl = 300

  @Flag(help: "Print without colour.")
  var noColor = false

  func validate() throws {
    if explainReuse, ![.text, .json, .jsonl].contains(format) {
      throw ValidationError("--explain-reuse prints text, json or jsonl")
    }
    if zone != nil, format != .bind { throw ValidationError("--zone belongs to --format bind") }
  }

  func run() throws {
    try DCVRun(options: self).status().exit()
  }
}
