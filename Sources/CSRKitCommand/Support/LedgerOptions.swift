// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CSRKitLedger
import SystemBridge

/// Where the ledger is.
struct LedgerOptions: ParsableArguments {
  static let help = ArgumentHelp(
    "The ledger of used tokens: a file, or postgres://…; without it the one that CSRKIT_LEDGER names.",
    valueName: "ledger")

  @Option(help: LedgerOptions.help, completion: .file())
  var ledger: String?

  func open() throws(LedgerError) -> (any TokenLedger)? { try LedgerOptions.open(ledger) }

  /// Opens a ledger, or the one that the environment names; nil where none is named.
  static func open(_ ledger: String?) throws(LedgerError) -> (any TokenLedger)? {
    let variable = Process.environment("CSRKIT_LEDGER").flatMap { $0.isEmpty ? nil : $0 }
    switch (ledger ?? variable).map(LedgerLocation.init) {
    case nil: return nil
    case .file(let path): return try SQLiteLedger(path: path)
    case .postgreSQL(let uri): return try LedgerClient(uri: uri, program: Companion.program)
    }
  }

  /// Opens the ledger; prints an error and returns nil where that fails or none is named.
  func openOrPrintError() -> (any TokenLedger)? {
    do throws(LedgerError) {
      if let ledger = try open() { return ledger }
      Terminal.error("no ledger: give --ledger, or set CSRKIT_LEDGER")
    } catch {
      Terminal.error("\(error)")
    }
    return nil
  }
}
