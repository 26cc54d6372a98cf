// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKit
import CSRKitBase
import CSRKitLedger
import SystemBridge

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Record used request tokens, so that none is used twice.",
    discussion: """
      EXAMPLES:
        csrkit ledger record request.pem --ledger tokens.sqlite
        csrkit ledger check request.pem --unique-value oDA7uXM0
        csrkit ledger list --ledger postgres://orders@db.example/csrkit

      The exit status is 2, and the predicted error -55, if the token is already recorded.

      For a postgres:// address, csrkit starts csrkit-companion, which is installed in the same folder. Put a password \
      in CSRKIT_LEDGER or PGPASSFILE: other users can see the options of a running program.
      """,
    subcommands: [LedgerRecord.self, LedgerCheck.self, LedgerList.self])
}

/// The tokens to record or look up.
struct TokenOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The requests; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(help: "The uniqueValue of the order: up to 20 letters and digits.")
  var uniqueValue: String?

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  func validate() throws {
    if uniqueValue == "auto" {
      throw ValidationError(
        "--unique-value must be the value of the order; to create one, run csrkit dcv --unique-value auto")
    }
  }
}

struct LedgerRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record the token of a request.",
    usage: "csrkit ledger record [<option> ...] [<file> ...]")

  @OptionGroup var tokens: TokenOptions
  @OptionGroup var ledger: LedgerOptions

  @Option(help: ArgumentHelp("Your reference for the order.", valueName: "order"))
  var reference: String?

  func run() throws {
    let now = Int64(Process.secondsSinceEpoch)
    try LedgerRun(tokens: tokens, options: ledger).status { ledger, key throws(LedgerError) in
      let entry = try LedgerEntry(key: key, reference: reference, time: now)
      return LedgerReport(try ledger.record(entry), to: entry)
    }.exit()
  }
}

struct LedgerCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check whether the token of a request was used before.",
    usage: "csrkit ledger check [<option> ...] [<file> ...]")

  @OptionGroup var tokens: TokenOptions
  @OptionGroup var ledger: LedgerOptions

  func run() throws {
    try LedgerRun(tokens: tokens, options: ledger).status { ledger, key throws(LedgerError) in
      let entry = try ledger.entry(of: key)
      return LedgerReport(key: key, entry: entry, isKnown: entry != nil)
    }.exit()
  }
}

struct LedgerList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print all tokens in the ledger.")

  @OptionGroup var ledger: LedgerOptions

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  func run() throws {
    guard let opened = ledger.openOrPrintError() else { return try Status.cannotRead.exit() }
    try LedgerListing(format: format).status(opened).exit()
  }
}

/// One run of `ledger record` or `ledger check` over all inputs.
struct LedgerRun {
  let tokens: TokenOptions
  let options: LedgerOptions

  func status(_ query: (any TokenLedger, TokenKey) throws(LedgerError) -> LedgerReport) -> Status {
    let value: UniqueValue?
    do throws(UniqueValueError) {
      value = try tokens.uniqueValue.map { text throws(UniqueValueError) in try UniqueValue(text) }
    } catch {
      Terminal.error("invalid --unique-value: \(error)")
      return .usage
    }
    guard let names = Input.names(tokens.files) else {
      Terminal.error(Input.missing)
      return .usage
    }
    guard let ledger = options.openOrPrintError() else { return .cannotRead }
    let inspector = Inspector()
    var worst = Status.success
    for name in names {
      do throws(Input.Failure) {
        let input = try Input(name)
        worst = max(worst, handle(inspector.inspect(input.bytes, name: name, on: .today), value, ledger, query))
      } catch {
        Terminal.error(error.message)
        worst = max(worst, .cannotRead)
      }
    }
    return worst
  }

  private func handle(
    _ inspection: Inspection, _ value: UniqueValue?, _ ledger: any TokenLedger,
    _ query: (any TokenLedger, TokenKey) throws(LedgerError) -> LedgerReport
  ) -> Status {
    guard !inspection.requests.isEmpty else {
      Terminal.error("no request in \(inspection.name): \(inspection.explanation.message)")
      return .noRequest
    }
    var worst = Status.success
    for report in inspection.requests {
      do throws(LedgerError) {
        let result = try query(ledger, TokenKey(report.token(uniqueValue: value)))
        print(result)
        if result.isKnown { worst = max(worst, .refused) }
      } catch {
        Terminal.error("\(error)")
        worst = max(worst, .cannotRead)
      }
    }
    return worst
  }

  private func print(_ report: LedgerReport) {
    guard tokens.format != .text else { return Terminal.print(report.text + "\n") }
    var writer = JSONWriter()
    report.write(to: &writer)
    Terminal.print(writer.text + "\n")
  }
}

/// One run of `ledger list`.
struct LedgerListing {
  let format: OutputFormat
  private static let page = 500

  func status(_ ledger: any TokenLedger) -> Status {
    var last: Int64 = 0
    var isFirst = true
    if format == .json { Terminal.print("[") }
    while true {
      do throws(LedgerError) {
        let rows = try ledger.rows(after: last, limit: LedgerListing.page)
        guard let end = rows.last else { break }
        for row in rows { print(row.entry, isFirst: &isFirst) }
        last = end.number
      } catch {
        Terminal.error("\(error)")
        return .cannotRead
      }
    }
    if format == .json { Terminal.print("]\n") }
    return .success
  }

  private func print(_ entry: LedgerEntry, isFirst: inout Bool) {
    defer { isFirst = false }
    guard format != .text else {
      let fields = [
        LedgerTime.text(entry.time), entry.key.sha256, entry.key.uniqueValue?.text ?? "-",
        entry.reference?.debugDescription ?? "-",
      ]
      return Terminal.print(fields.joined(separator: "\t") + "\n")
    }
    var writer = JSONWriter()
    LedgerReport(key: entry.key, entry: entry, isKnown: true).write(to: &writer)
    Terminal.print((format == .json && !isFirst ? "," : "") + writer.text + (format == .jsonl ? "\n" : ""))
  }
}

/// The location of the ledger.
struct LedgerOptions: ParsableArguments {
  static let help = ArgumentHelp(
    "The ledger of used tokens: a file or a postgres:// address (default: CSRKIT_LEDGER).",
    valueName: "ledger")

  @Option(help: LedgerOptions.help, completion: .file())
  var ledger: String?

  func open() throws(LedgerError) -> (any TokenLedger)? { try LedgerOptions.open(ledger) }

  /// Opens a ledger, or the one in CSRKIT_LEDGER; nil if there is neither.
  static func open(_ ledger: String?) throws(LedgerError) -> (any TokenLedger)? {
    let variable = Process.environment("CSRKIT_LEDGER").flatMap { $0.isEmpty ? nil : $0 }
    switch (ledger ?? variable).map(LedgerLocation.init) {
    case nil: return nil
    case .file(let path): return try SQLiteLedger(path: path)
    case .postgreSQL(let uri): return try LedgerClient(uri: uri, program: Companion.program)
    }
  }

  /// Opens the ledger; prints an error and returns nil if that fails or no ledger is given.
  func openOrPrintError() -> (any TokenLedger)? {
    do throws(LedgerError) {
      if let ledger = try open() { return ledger }
      Terminal.error("no ledger: neither --ledger nor CSRKIT_LEDGER is set")
    } catch {
      Terminal.error("\(error)")
    }
    return nil
  }
}
