// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DCV
import LedgerClient
import SystemBridge

/// Where the ledger is.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The ledger of used tokens: a file, or postgres://…; without it the one that CSRKIT_LEDGER names.",
      valueName: "ledger"),
    completion: .file())
  var ledger: String?

  /// Opens the ledger, nil where none is named.
  func open() throws(LedgerError) -> LedgerClient? {
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
