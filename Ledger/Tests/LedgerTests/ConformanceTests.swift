// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Ledger
import LedgerClient
import LedgerConformance
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: LedgerConformance.checks)
  func `SQLite meets every demand`(check: LedgerConformance.Check) throws {
    let folder = try ScratchFolder()
    #expect(try check.holds(for: try LedgerLocation(folder.ledger).open()))
  }

  @Test(arguments: LedgerConformance.checks)
  func `The helper meets every demand`(check: LedgerConformance.Check) throws {
    let folder = try ScratchFolder()
    #expect(try check.holds(for: try LedgerClient(location: folder.ledger, program: Helper.built())))
  }

  @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `PostgreSQL meets every demand, itself and through the helper`() throws {
    let server = try PostgresServer()
    let uri = server.uri
    for check in LedgerConformance.checks {
      #expect(try check.holds(for: try LedgerLocation(uri).open()), "\(check)")
      #expect(try check.holds(for: try LedgerClient(location: uri, program: Helper.built())), "\(check)")
    }
  }

  @Test(arguments: ["xq7/zk9", "zq8@qz3:wq9#kq2/xq5", "7171/8282", "qa7%zzqb"])
  func `A password that breaks its URI is not shown in the error`(password: String) throws {
    do throws(LedgerError) {
      _ = try LedgerLocation("postgres://user:\(password)@localhost:1/orders?connect_timeout=2").open()
      Issue.record("nothing listens there")
    } catch {
      for part in password.split(whereSeparator: { "/@:#".contains($0) }) where part.count > 1 {
        #expect(!error.description.contains(part), "\(error)")
      }
    }
  }

  @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `A ledger of a newer version is left alone`() throws {
    let server = try PostgresServer()
    _ = try LedgerLocation(server.uri).open()
    try server.run("INSERT INTO csrkit_ledger_schema VALUES (99)")
    #expect(throws: LedgerError.newerSchema) { try LedgerLocation(server.uri).open() }
  }

  @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `Eight processes that open an empty database at once all find it ready, and a token is recorded once`() throws {
    let server = try PostgresServer()
    let recorded = try Racers(location: server.uri, count: 8).record(tokens: 50)
    #expect(recorded == 50)
  }
}
