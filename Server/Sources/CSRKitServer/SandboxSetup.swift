// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Ledger
import Sandbox
import Site
import SystemBridge

/// Puts the sandbox together from its accounts and its ledger.
enum SandboxSetup {
  /// A file of accounts is small; more is not read.
  private static let fileLimit = 1 << 20

  static func routes(_ settings: Settings) throws(SettingsError) -> SandboxRoutes {
    var orders: AutoApplySSLEndpoint?
    if let file = settings.accounts {
      let accounts: Accounts
      let bytes = try bytes(of: file)
      do throws(AccountsError) { accounts = try Accounts(json: bytes) } catch {
        throw SettingsError("the accounts in \(file) cannot be used: \(error)")
      }
      let ledger: any TokenLedger
      do throws(LedgerError) { ledger = try LedgerLocation(settings.ledger).open() } catch {
        throw SettingsError("the sandbox's ledger cannot be opened: \(error)")
      }
      orders = AutoApplySSLEndpoint(
        accounts: accounts, book: OrderBook(ledger: ledger), requiresTLS: settings.ordersNeedTLS)
    }
    return SandboxRoutes(orders: orders) { Int64(Process.secondsSinceEpoch) }
  }

  private static func bytes(of file: String) throws(SettingsError) -> [UInt8] {
    do throws(SystemFailure) {
      let stream = try Stream.reading(file)
      var bytes: [UInt8] = []
      while bytes.count <= fileLimit {
        let chunk = try stream.read(atMost: 1 << 16)
        if chunk.isEmpty { return bytes }
        bytes += chunk
      }
    } catch {
      throw SettingsError("the file \(file) of --sandbox-accounts cannot be read: \(error)")
    }
    throw SettingsError("the file \(file) of --sandbox-accounts is over \(fileLimit) bytes")
  }
}
