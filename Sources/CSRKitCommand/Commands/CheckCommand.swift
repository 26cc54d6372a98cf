// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell what the CA will answer to an order before it is sent.",
    discussion: """
      With --product the question is whether the request will do for the product; the parameters that the order still \
      needs are listed. With --order the whole form is judged, and what it lacks is an error.

      EXAMPLES:
        csrkit check request.pem --product 488
        csrkit check request.pem --product 335 --set domainNames=example.com,www.example.com
        csrkit check --order order.json
        csrkit check request.pem --order form.txt --set prioritiseCSRValues=N --format json
        csrkit check request.pem --order form.txt --ledger tokens.sqlite
        csrkit check request.pem --product 489 --as-of 2029-03-15
      """)

  @Argument(help: ArgumentHelp("The inputs; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var order: OrderOptions

  @Option(help: LedgerOptions.help, completion: .file())
  var ledger: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try CheckRun(options: self, lists: try common.openLists(hasTime: true)).status().exit()
  }
}
