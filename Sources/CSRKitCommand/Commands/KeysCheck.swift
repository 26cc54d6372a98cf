// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit

struct KeysCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether keys are weak, broken or publicly known.",
    discussion: """
      Reads requests, certificates, public and private keys in PEM, DER and OpenSSH's form. The exit status is 2 where \
      the CA will refuse a key, 1 where one is weak or invalid all the same.

      EXAMPLES:
        csrkit keys check request.pem
        csrkit keys check --format jsonl --list blocklist.dat certs/*.pem
        csrkit keys check --moduli moduli.txt
        csrkit keys check --shared --list primes2048.list certs/*.pem - < more.pem
      """)

  @Argument(help: ArgumentHelp("The inputs; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "The inputs hold RSA moduli, one a line in hexadecimal.")
  var moduli = false

  @Flag(help: "Try what takes a fraction of a second a key as well.")
  var deep = false

  @Flag(help: "Compare all RSA keys of the run with each other: a prime that two have in common gives both away.")
  var shared = false

  @Flag(help: "Show the parts of private keys that were found.")
  var reveal = false

  @OptionGroup var lists: ListOptions

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  @Flag(help: "Print without colour.")
  var noColor = false

  func run() throws {
    var run = KeysCheckRun(options: self, lists: try lists.open(hasTime: true))
    try run.status().exit()
  }
}
