// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The command with a real ledger.
@Suite struct LedgerCommandTests {
  private let folder: ScratchFolder
  private let request = Checkout.vector("requests/sans/dns.der")

  init() throws { folder = try ScratchFolder() }

  private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Command {
    try Command(arguments, environment: environment.merging(["TMPDIR": folder.path]) { $1 })
  }

  private var ledger: [String] { ["--ledger", folder.ledger] }

  @Test
  func `A token is recorded once; the second time predicts -55 with the time and reference of the first`() throws {
    let record = ["ledger", "record", request, "--unique-value", "abc1", "--reference", "order 7"] + ledger
    #expect(try run(record).status == 0)
    let again = try run(record)
    #expect(again.status == 2)
    #expect(again.output.contains("used at 20") && again.output.contains("\"order 7\"") && again.output.contains("-55"))
    #expect(try run(["ledger", "check", request] + ledger).status == 0)
    let list = try run(["ledger", "list", "--format", "jsonl"] + ledger)
    #expect(list.output.split(separator: "\n").count == 1 && list.output.contains("\"uniqueValue\":\"abc1\""))
  }

  @Test
  func `The plan of a known request has a fresh value, and a used value is refused`() throws {
    let plan = ["dcv", request, "--method", "cname", "--format", "json"] + ledger
    #expect(try run(plan).output.contains("\"uniqueValue\":null"))
    #expect(try run(["ledger", "record", request, "--reference", "first"] + ledger).status == 0)
    let fresh = try run(plan)
    let value = try #require(fresh.output.firstMatch(of: /"uniqueValue":"([A-Za-z0-9]{8})"/)?.1)
    #expect(fresh.status == 0 && fresh.output.contains(".\(value).sectigo.com."))
    #expect(fresh.errors.contains("ordered before, at 20") && fresh.errors.contains("\"first\""))
    #expect(try run(["ledger", "record", request, "--unique-value", String(value)] + ledger).status == 0)
    let reused = try run(plan + ["--unique-value", String(value)])
    #expect(reused.status == 2 && reused.output.isEmpty && reused.errors.contains("-55"))
    #expect(try run(plan + ["--unique-value", "auto"]).errors.isEmpty)
  }

  @Test
  func `CSRKIT_LEDGER names the ledger too`() throws {
    let environment = ["CSRKIT_LEDGER": folder.ledger]
    #expect(try run(["ledger", "record", request], environment: environment).status == 0)
    #expect(try run(["ledger", "check", request], environment: environment).status == 2)
    let plan = try run(["dcv", request, "--explain-reuse", "--format", "json"], environment: environment)
    #expect(plan.output.contains("\"uses\":[{\"uniqueValue\":null"))
  }

  @Test
  func `An order with a used token predicts -55 with the time of the first use; without a value the CA chooses one`()
    throws
  {
    _ = try run(["ledger", "record", request, "--unique-value", "abc1", "--reference", "order 7"] + ledger)
    let order = ["check", request, "--product", "7", "--format", "json"] + ledger
    let reused = try run(order + ["--set", "uniqueValue=abc1"])
    #expect(reused.output.contains("\"predicts\":-55"), "\(reused.output)")
    #expect(reused.output.contains("was ordered at 20") && reused.output.contains("order 7"))
    let other = try run(order + ["--set", "uniqueValue=abc2"])
    #expect(!other.output.contains("csr.token-reused"))
    let chosen = try run(order)
    #expect(chosen.output.contains("the CA will choose and return a uniqueValue"))
    #expect(!chosen.output.contains("\"predicts\":-55"))
  }

  @Test
  func `checkFONIsUnique is answered from the references`() throws {
    _ = try run(["ledger", "record", request, "--reference", "A-1"] + ledger)
    let order = ["check", request, "--product", "7", "--format", "json", "--set", "checkFONIsUnique=Y"] + ledger
    let known = try run(order + ["--set", "foreignOrderNumber=A-1"])
    #expect(known.output.contains("form.reference-reused"), "\(known.output)")
    #expect(!(try run(order + ["--set", "foreignOrderNumber=A-2"])).output.contains("form.reference-reused"))
  }

  @Test(arguments: ["/nonexistent/folder/ledger", "", "/"])
  func `A ledger that cannot be opened is an error with exit status 66`(location: String) throws {
    for verb in [["dcv"], ["ledger", "check"], ["check", "--product", "7"]] {
      let result = try run(verb + [request, "--ledger", location])
      #expect(result.status == 66, "\(verb) \(result.errors)")
      #expect(result.errors.hasPrefix("csrkit: error: cannot open the ledger: "), "\(result.errors)")
    }
  }
}
