// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitCommand
import CSRKitLedgerPostgreSQL
import Testing

@Suite struct PostgreSQLLedgerTests {
  @Test(arguments: ["xq7/zk9", "zq8@qz3:wq9#kq2/xq5", "7171/8282", "qa7%zzqb"])
  func `A password that breaks its URI is not in the error`(password: String) throws {
    do throws(LedgerError) {
      _ = try PostgreSQLLedger(uri: "postgres://user:\(password)@localhost:1/orders?connect_timeout=2")
      Issue.record("nothing listens there")
    } catch {
      for part in password.split(whereSeparator: { "/@:#".contains($0) }) where part.count > 1 {
        #expect(!error.description.contains(part), "\(error)")
      }
    }
  }

  @Test(.enabled(if: PostgreSQLServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `A ledger of a newer version, or with orders of an earlier one, is refused`() throws {
    let server = try PostgreSQLServer()
    let ledger = try PostgreSQLLedger(uri: server.uri)
    _ = try ledger.record(try LedgerConformance.entry(reference: #"{"account":"fjord","cost":1000}"#))
    #expect(throws: LedgerError.ordersOfEarlierVersion) { try ledger.prepareForOrders() }
    try server.run("INSERT INTO csrkit_ledger_schema VALUES (99)")
    #expect(throws: LedgerError.newerSchema) { try PostgreSQLLedger(uri: server.uri) }
  }

  @Test(.enabled(if: PostgreSQLServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `Eight processes that open an empty database at once record each token once`() throws {
    let server = try PostgreSQLServer()
    let folder = try ScratchFolder()
    let writers = Writers(ledger: server.uri, folder: folder.path, requests: Array(try Writers.requests().prefix(50)))
    let records = try writers.run(count: 8, value: "race") { writers in writers.waitUntilExit() }
    #expect(Set(records).count >= 40)
    #expect(records.filter { !$0.isKnown }.count == Set(records.map(\.key)).count)
  }

  @Test func `A companion that is missing, or ends, is an error`() throws {
    #expect(throws: LedgerError.self) { try LedgerClient(uri: "x", program: "csrkit-no-such-program") }
    #expect(throws: LedgerError.self) { try LedgerClient(uri: "x", program: "/bin/false") }
  }
}
