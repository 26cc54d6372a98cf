// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKit
import SystemBridge

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Record which request tokens were ordered with, so that none is used twice.",
    discussion: """
      EXAMPLES:
        csrkit ledger record request.pem --ledger tokens.sqlite --unique-value oDA7uXM0 --reference 8436698
        csrkit ledger check request.pem --ledger tokens.sqlite --unique-value oDA7uXM0
        csrkit ledger list --ledger postgres://orders@db.example/csrkit

      For postgres://… csrkit starts csrkit-companion, which make install puts into the same folder.
      Give a password in CSRKIT_LEDGER or PGPASSFILE, since other users can see the options of a running program.
      Exit status 2 and error -55 when the token is already recorded.
      """,
    subcommands: [LedgerRecord.self, LedgerCheck.self, LedgerList.self])
}

/// Which tokens are meant.
struct TokenOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The request; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(help: "The uniqueValue of the order: up to 20 letters and digits.")
  var uniqueValue: String?

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  func validate() throws {
    if uniqueValue == "auto" {
      throw ValidationError("auto is no value that was ordered with; csrkit dcv --unique-value auto makes one")
    }
  }
}

struct LedgerRecord: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "record", abstract: "Record a request's token.")
  @OptionGroup var tokens: TokenOptions
  @OptionGroup var place: LedgerOptions

  @Option(help: ArgumentHelp("Your name for the order.", valueName: "order"))
  var reference: String?

  func run() throws {
    let now = Int64(Process.secondsSinceEpoch)
    try LedgerRun(tokens: tokens, place: place).status { ledger, key throws(LedgerError) in
      let entry = try LedgerEntry(key: key, reference: reference, time: now)
      return LedgerReport(try ledger.record(entry), to: entry)
    }.exit()
  }
}

struct LedgerCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report whether a request's token was used before.")
  @OptionGroup var tokens: TokenOptions
  @OptionGroup var place: LedgerOptions

  func run() throws {
    try LedgerRun(tokens: tokens, place: place).status { ledger, key throws(LedgerError) in
      let entry = try ledger.entry(of: key)
      return LedgerReport(key: key, entry: entry, isKnown: entry != nil)
    }.exit()
  }
}

struct LedgerList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Print every token of the ledger.")
  @OptionGroup var place: LedgerOptions

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  func run() throws {
    guard let ledger = place.openOrPrintError() else { return try Status.cannotRead.exit() }
    try LedgerListing(format: format).status(ledger).exit()
  }
}
