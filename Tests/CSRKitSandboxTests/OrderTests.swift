// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitLedger
import CSRKitSandbox
import Foundation
import Synchronization
import Testing

@Suite struct OrderTests {
  private static let file = "orders.json"

  private static func endpoint(_ ledger: any OrderLedger) throws -> AutoApplySSLEndpoint {
    try AutoApplySSLEndpoint(accounts: try SandboxVector.accounts(file), ledger: ledger)
  }

  private static func request(_ changes: [String: String] = [:]) throws -> SandboxRequest {
    var parameters = try SandboxVector.form("dv", in: file)
    // Only this format names its values.
    for (name, value) in changes.merging(["responseFormat": "1"], uniquingKeysWith: { given, _ in given }) {
      parameters.removeAll { $0.name == name }
      parameters.append((name, value))
    }
    return SandboxRequest(method: .post, isTLS: true, parameters: parameters)
  }

  private static func order(
    _ endpoint: AutoApplySSLEndpoint, _ changes: [String: String] = [:]
  ) throws -> OrderResponse {
    var random = SystemRandomNumberGenerator()
    let response = endpoint.response(to: try request(changes), at: try SandboxVector.time(file), random: &random)
    return try OrderResponse(decoding: response.body)
  }

  @Test func `A second instance knows the orders of the first`() throws {
    let ledger = MemoryLedger()
    let (one, other) = (try Self.endpoint(ledger), try Self.endpoint(ledger))
    let first = try Self.order(one, ["loginName": "poor", "foreignOrderNumber": "A-1"])
    #expect(first.errorCode == 0)
    #expect(try Self.order(other, ["loginName": "poor"]).errorCode == -15)
    let again = ["loginName": "poor", "foreignOrderNumber": "A-1", "checkFONIsUnique": "Y", "test": "Y"]
    #expect(try Self.order(other, again).errorCode == -4)
    let second = try Self.order(other)
    #expect(second.uniqueValue != nil)
    #expect(second.orderNumber != first.orderNumber)
  }

  @Test func `Concurrent orders on several instances are all recorded, with different numbers`() throws {
    let ledger = MemoryLedger()
    let endpoints = try (0..<3).map { _ in try Self.endpoint(ledger) }
    let found = Mutex<[OrderResponse]>([])
    let (instances, each) = (endpoints.count, 20)
    DispatchQueue.concurrentPerform(iterations: instances * each) { index in
      guard let response = try? Self.order(endpoints[index % instances]) else { return }
      found.withLock { $0.append(response) }
    }
    let responses = found.withLock { $0 }
    #expect(responses.count == instances * each)
    #expect(responses.allSatisfy { $0.errorCode == 0 })
    #expect(Set(responses.compactMap(\.orderNumber)).count == instances * each)
    #expect(Set(responses.map(\.uniqueValue)).count == instances * each)
    #expect(ledger.all.count == instances * each)
    #expect(Set(ledger.all.map(\.entry.key)).count == instances * each)
  }

  @Test func `Of concurrent orders with one token, one is placed`() throws {
    let ledger = MemoryLedger()
    let endpoints = try (0..<2).map { _ in try Self.endpoint(ledger) }
    let codes = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: 12) { index in
      guard let response = try? Self.order(endpoints[index % 2], ["uniqueValue": "one"]) else { return }
      codes.withLock { $0.append(response.errorCode) }
    }
    #expect(codes.withLock { $0.sorted() } == [Int](repeating: -55, count: 11) + [0])
    #expect(ledger.all.count == 1)
  }

  @Test func `An order is recorded once, before the response, even if the process is killed`() throws {
    let ledger = MemoryLedger()
    ledger.fail(.beforeRecording)
    #expect(try Self.order(Self.endpoint(ledger), ["uniqueValue": "a", "loginName": "poor"]).errorCode == -14)
    #expect(ledger.all.isEmpty)
    ledger.fail(.afterRecording)
    #expect(try Self.order(Self.endpoint(ledger), ["uniqueValue": "a", "loginName": "poor"]).errorCode == -14)
    #expect(ledger.all.count == 1)
    ledger.fail(.never)
    let restarted = try Self.endpoint(ledger)
    #expect(try Self.order(restarted, ["uniqueValue": "a", "loginName": "poor"]).errorCode == -55)
    #expect(try Self.order(restarted, ["loginName": "poor"]).errorCode == -15)
    #expect(try Self.order(restarted).orderNumber == "8000003")
    #expect(ledger.all.count == 2)
  }

  @Test func `Other entries in the same ledger are kept and do not affect an account's credit`() throws {
    let ledger = MemoryLedger()
    let key = try TokenKey(sha256: String(repeating: "0", count: 64), uniqueValue: nil)
    _ = try ledger.record(LedgerEntry(key: key, reference: "A-1", time: 0))
    let order = ["loginName": "poor", "foreignOrderNumber": "A-1", "checkFONIsUnique": "Y"]
    #expect(try Self.order(Self.endpoint(ledger), order).errorCode == 0)
    #expect(ledger.all.count == 2)
  }

  @Test func `A SQLite ledger keeps the account, the cost and the reference of each order`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) } }
    let first = try Self.endpoint(try SQLiteLedger(path: file))
    let order = ["loginName": "poor", "foreignOrderNumber": "A-1"]
    #expect(try Self.order(first, order).orderNumber == "8000001")
    let ledger = try SQLiteLedger(path: file)
    let next = try Self.endpoint(ledger)
    #expect(try Self.order(next, order).errorCode == -15)
    let again = ["loginName": "poor", "foreignOrderNumber": "A-1", "checkFONIsUnique": "Y", "test": "Y"]
    #expect(try Self.order(next, again).errorItem == "foreignOrderNumber")
    #expect(try ledger.rows(after: 0, limit: 10).map(\.entry.reference) == ["A-1"])
    #expect(try ledger.hasReference("A-1", account: "poor"))
  }

  @Test func `No password is in the ledger, in a response or in a request's description`() throws {
    let ledger = MemoryLedger()
    let endpoint = try Self.endpoint(ledger)
    let password = "S3cret-of-fjord"
    for changes in [[:], ["LoginPassword": password], ["passwort": password], ["days": "x"]] {
      let request = try Self.request(changes)
      var random = SystemRandomNumberGenerator()
      let response = endpoint.response(to: request, at: 0, random: &random)
      var dumped = ""
      dump(request, to: &dumped)
      let texts = [String(decoding: response.body, as: UTF8.self), "\(request)", "\(request.form)", dumped]
      #expect(!texts.joined().contains(password))
    }
    #expect(!ledger.all.contains { $0.entry.reference?.contains(password) == true })
  }
}
