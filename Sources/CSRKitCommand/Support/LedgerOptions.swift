// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import LedgerClient
import SystemBridge

/// Where the ledger is.
struct LedgerOptions: ParsableArguments {
  static let help = ArgumentHelp(
    "The ledger of used tokens: a file, or postgres://…; without it the one that CSRKIT_LEDGER names.",
    valueName: "ledger")

  @Option(help: LedgerOptions.help, completion: .file())
  var ledger: String?

  func open() throws(LedgerError) -> LedgerClient? { try LedgerOptions.open(ledger) }

  /// Opens a ledger, or the one that the environment names; nil where none is named.
  static func open(_ ledger: String?) throws(LedgerError) -> LedgerClient? {
    let variable = Process.environment("CSRKIT_LEDGER").flatMap { $0.isEmpty ? nil : $0 }
    guard let location = ledger ?? variable else { return nil }
    return try LedgerClient(location: location, program: Companion.program(LedgerClient.program))
  }

  /// Opens the ledger; where that fails, or none is named, says so and gives nil.
  func openOrTell() -> LedgerClient? {
    do throws(LedgerError) {
      if let client = try open() { return client }
      Terminal.error("no ledger: give --ledger, or set CSRKIT_LEDGER")
    } catch {
      Terminal.error("\(error)")
    }
    return nil
  }
}
