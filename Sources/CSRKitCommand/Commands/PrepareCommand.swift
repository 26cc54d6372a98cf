// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CommandSupport
import CSRKit

enum BodyFormat: String, Choice {
  case form, curl, json
}

struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Write the body of an order, so that any HTTP client sends it unharmed.",
    discussion: """
      Parameters stand in the API's order, and the request is percent-encoded, so that no + is lost. An order that the \
      CA would refuse is not written, unless --force is given.

      The password comes from the environment variable CSRKIT_PASSWORD (or the one that --password-env names), from \
      --password-file, from the form, or from a prompt; never from an argument. It is shown as *** except in a form \
      that goes to a file or a pipe.

      EXAMPLES:
        csrkit prepare request.pem --order order.json > body
        csrkit prepare request.pem --order order.json --format curl
        csrkit prepare request.pem --product 488 --set loginName=me --set days=365 ... | \\
          curl --data-binary @- 'https://secure.trust-provider.com/products/!AutoApplySSL'
      """)

  @Argument(help: ArgumentHelp("The request; - or none is the standard input.", valueName: "file"), completion: .file())
  var file: String?

  @OptionGroup var order: OrderOptions

  @OptionGroup var judging: DayOption

  @Option(help: "What to write: form (the body), curl (a command), or json.")
  var format: BodyFormat = .form

  @Option(help: ArgumentHelp("The environment variable that holds the password.", valueName: "name"))
  var passwordEnv = "CSRKIT_PASSWORD"

  @Option(help: ArgumentHelp("A file whose first line is the password.", valueName: "file"), completion: .file())
  var passwordFile: String?

  @Flag(help: "Write the body even if the CA is expected to refuse it.")
  var force = false

  func run() throws {
    try PrepareRun(options: self).status().exit()
  }
}
