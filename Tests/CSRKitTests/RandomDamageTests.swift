// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Preflight
import Testing

/// Requests in which one character of the Base64 was changed on the way.
@Suite struct RandomDamageTests {
  static let requests = [
    "basic/rsa2048", "basic/rsa4096", "basic/p256", "signatures/ecdsa-p384-sha256", "basic/ed25519",
  ]
  static let count = 500

  /// One damaged input.
  struct Damaged {
    let text: String
    /// The line of the damage in the text, from 1.
    let line: Int

    init(_ der: [UInt8], _ random: inout SplitMix) {
      var lines = Array(PEMText.request(der).split(separator: "\n").map { Array($0.utf8) })
      let row = Int.random(in: 1..<lines.count - 1, using: &random)
      let column = Int.random(in: lines[row].indices, using: &random)
      let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: lines[row][column] = letters.randomElement(using: &random) ?? 0x41
      case 1 where column > 0: lines[row].swapAt(column, column - 1)
      case 2: lines[row].insert(lines[row][column], at: column)
      default: lines[row].remove(at: column)
      }
      text = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
      line = row + 1
    }
  }

  /// Everything that is said about an input, and whether its signature is valid.
  static func outcome(_ inspection: Inspection) -> (text: String, isValid: Bool) {
    guard let report = inspection.requests.first else {
      let reason = inspection.failures.first.map { "\($0)" } ?? inspection.explanation.message
      return (reason + "\n" + (inspection.advice ?? ""), false)
    }
    let findings = report.findings.map { "\($0.message)\n\($0.fix)\n" }
    let text = report.text(style: Style(usesColor: false)) + findings.joined() + report.keyVerdict.outcome.rawValue
    return (text, report.signature == .valid)
  }

  @Test(arguments: requests)
  func `Damage accuses no key, and the advice is to copy the request again`(name: String) throws {
    let der = try Shared.vector("requests/\(name).der")
    let inspector = Inspector()
    var random = SplitMix(17)
    var (damaged, advised) = (0, 0)
    while damaged < RandomDamageTests.count {
      let input = Damaged(der, &random)
      let inspection = inspector.inspect(Array(input.text.utf8), on: Shared.day)
      let (text, isValid) = RandomDamageTests.outcome(inspection)
      if isValid { continue }
      damaged += 1
      if text.contains("copy the request again") { advised += 1 }
      let predicted = inspection.requests.first?.findings.compactMap(\.predicts) ?? []
      #expect(!predicted.contains(-40) && !predicted.contains(-41), "\(input.text)\(text)")
      for word in ["weak", "compromised", "new key"] {
        #expect(!text.lowercased().contains(word), "\(word): \(input.text)\(text)")
      }
      if let lines = text.firstMatch(of: /at lines? (\d+)(?: to (\d+))?:/), let low = Int(lines.1) {
        #expect((low...(lines.2.flatMap { Int($0) } ?? low)).contains(input.line), "\(input.line) \(text)")
      }
      if let line = text.firstMatch(of: /line (\d+) is longer or shorter/) { #expect(Int(line.1) == input.line) }
    }
    #expect(advised * 100 >= 95 * damaged, "\(advised) of \(damaged)")
  }

  @Test func `A published key stays compromised, whether or not the signature is valid`() throws {
    let predicted = try RandomDamageTests.predictions("debian-rsa2048")
    #expect(predicted == [-12, -40])
  }

  @Test(arguments: ["factor-3", "factor-751", "even-modulus"])
  func `A fault that damage may cause does not count against the key`(name: String) throws {
    #expect(try RandomDamageTests.predictions(name) == [-12])
  }

  @Test(arguments: ["roca-2048", "fermat-1", "square", "private-exponent-256-bits", "short-sleeve-32"])
  func `A fault that no damage causes still counts against the key`(name: String) throws {
    #expect(try RandomDamageTests.predictions(name) == [-12, -40])
  }

  /// The codes predicted for a request whose signature was changed in its last octet.
  private static func predictions(_ name: String) throws -> [Int] {
    let inspector = Inspector()
    let input = try Shared.vector("keys/requests/\(name).pem")
    var der = try #require(inspector.inspect(input, on: Shared.day).requests.first).der
    der[der.count - 1] ^= 1
    let report = try #require(inspector.inspect(der, on: Shared.day).requests.first)
    #expect(report.signature != .valid)
    return report.findings.compactMap(\.predicts)
  }
}
