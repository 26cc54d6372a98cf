// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitCommand
import CSRKitLedger
import CSRKitLedgerPostgreSQL
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: LedgerConformance.checks)
  func `SQLite meets every requirement of tokens`(check: LedgerConformance.Check<any TokenLedger>) throws {
    let folder = try ScratchFolder()
    #expect(try check.holds(for: try SQLiteLedger(path: folder.ledger)))
  }

  @Test(arguments: LedgerConformance.orderChecks)
  func `SQLite meets every requirement of orders`(
    check: LedgerConformance.Check<LedgerConformance.OrderLedgers>
  ) throws {
    let folder = try ScratchFolder()
    let ledgers = (try SQLiteLedger(path: folder.ledger), try SQLiteLedger(path: folder.ledger))
    try ledgers.0.prepareForOrders()
    try ledgers.1.prepareForOrders()
    #expect(try check.holds(for: ledgers))
  }

  @Test(.enabled(if: PostgreSQLServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `PostgreSQL meets every requirement, directly and through the companion`() throws {
    let server = try PostgreSQLServer()
    let ledgers = (try PostgreSQLLedger(uri: server.uri), try PostgreSQLLedger(uri: server.uri))
    let client = try LedgerClient(uri: server.uri, program: try Checkout.program("csrkit-companion"))
    for check in LedgerConformance.checks {
      #expect(try check.holds(for: ledgers.0), "\(check)")
      #expect(try check.holds(for: client), "\(check)")
    }
    try ledgers.0.prepareForOrders()
    try ledgers.1.prepareForOrders()
    for check in LedgerConformance.orderChecks { #expect(try check.holds(for: ledgers), "\(check)") }
  }
}
