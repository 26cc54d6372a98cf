// SPDX-License-Identifier: Apache-2.0
import CSRKitSandbox
import Foundation
import Testing

@Suite struct SandboxVectorTests {
  @Test(arguments: try SandboxVector.all("orders.json"))
  func `An order gets the response of the CA`(_ vector: SandboxVector) throws {
    let endpoint = try AutoApplySSLEndpoint(
      accounts: try SandboxVector.accounts("orders.json"), ledger: MemoryLedger(),
      requiresTLS: vector.requiresTLS ?? false)
    var random = Counting()
    let time = try SandboxVector.time("orders.json")
    for (number, step) in vector.steps.enumerated() {
      let response = endpoint.response(to: try step.request(in: "orders.json"), at: time, random: &random)
      expect(response, step, "\(vector.name), step \(number + 1)")
    }
  }

  @Test(arguments: try SandboxVector.all("decode.json"))
  func `A request is decoded as the CA would`(_ vector: SandboxVector) throws {
    let time = try SandboxVector.time("decode.json")
    for (number, step) in vector.steps.enumerated() {
      let response = DecodeCSREndpoint().response(to: try step.request(in: "decode.json"), at: time)
      expect(response, step, "\(vector.name), step \(number + 1)")
    }
  }

  @Test func `There are vectors for both endpoints`() throws {
    #expect(try SandboxVector.all("orders.json").count >= 25)
    #expect(try SandboxVector.all("decode.json").count >= 12)
  }

  private func expect(_ response: SandboxResponse, _ step: SandboxVector.Step, _ name: String) {
    #expect(response.status == 200)
    #expect(response.contentType == step.type, "\(name)")
    let end = step.type == "application/x-www-form-urlencoded" ? "" : "\n"
    let expected = step.answer.joined(separator: "\n") + end
    let found = String(decoding: response.body, as: UTF8.self)
    let parts = expected.components(separatedBy: "{value}")
    guard parts.count == 2 else {
      #expect(found == expected, "\(name)")
      return
    }
    #expect(found.hasPrefix(parts[0]) && found.hasSuffix(parts[1]), "\(name): \(found)")
    let value = found.dropFirst(parts[0].count).dropLast(parts[1].count)
    #expect(value.count == 8 && value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }, "\(name): \(found)")
  }
}

extension SandboxVector: CustomTestStringConvertible {
  var testDescription: String { name }
}
