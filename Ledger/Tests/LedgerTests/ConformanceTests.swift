// SPDX-License-Identifier: Apache-2.0
import DCV
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

  @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed (postgresql)"))
  func `Eight processes that open an empty database at once all find it ready, and a token is recorded once`() throws {
    let server = try PostgresServer()
    let recorded = try Racers(location: server.uri, count: 8).record(tokens: 50)
    #expect(recorded == 50)
  }
}
