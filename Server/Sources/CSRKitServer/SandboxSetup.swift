// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitLedger
import CSRKitLedgerPostgreSQL
import CSRKitSandbox
import Site
import SystemBridge

/// Creates the sandbox from its accounts and its ledger.
enum SandboxSetup {
  /// The maximum size of an accounts file in bytes.
  private static let fileLimit = 1 << 20

  static func routes(_ settings: Settings) throws(SettingsError) -> SandboxRoutes {
    var orders: AutoApplySSLEndpoint?
    if let file = settings.accounts {
      let accounts: Accounts
      let bytes = try bytes(of: file)
      do throws(AccountsError) { accounts = try Accounts(json: bytes) } catch {
        throw SettingsError("the accounts file \(file) is invalid: \(error)")
      }
      do throws(LedgerError) {
        orders = try AutoApplySSLEndpoint(
          accounts: accounts, ledger: try ledger(settings.ledger), requiresTLS: settings.ordersNeedTLS)
      } catch {
        throw SettingsError("--sandbox-ledger: \(error)")
      }
    }
    return SandboxRoutes(orders: orders) { Int64(Process.secondsSinceEpoch) }
  }

  private static func ledger(_ location: String) throws(LedgerError) -> any OrderLedger {
    switch LedgerLocation(location) {
    case .file(let path): try SQLiteLedger(path: path)
    case .postgreSQL(let uri): try PostgreSQLLedger(uri: uri)
    }
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
      throw SettingsError("the accounts file \(file) cannot be read: \(error)")
    }
    throw SettingsError("the accounts file \(file) exceeds \(fileLimit) bytes")
  }
}
