// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10
import Testing

@Suite struct GeneratedKeyTests {
  /// The number of keys; CSRKIT_GENERATED_KEYS=1000 also generates as many RSA keys.
  static let all = ProcessInfo.processInfo.environment["CSRKIT_GENERATED_KEYS"].flatMap { Int($0) }

  @Test func `generated keys are clean, all different and share no prime`() throws {
    let auditor = KeyAuditor(lists: try KeyLists.all(files: [], folder: nil, includesSharedPrimes: true))
    var seen: Set<[UInt8]> = []
    var shared = SharedPrimes()
    let counts: [(SigningKeyKind, Int)] = [(.p256, 990), (.p384, 4), (.p521, 2), (.rsa(bits: 2048), Self.all ?? 6)]
    var number = 0
    for (kind, count) in counts {
      for _ in 0..<count {
        let info = try SigningKey.generate(kind).publicKeyInfo
        #expect(seen.insert(info).inserted)
        let key = try #require(KeyMaterial(info.span).keys.first)
        let report = try #require(KeyReport(key, name: "\(number)", index: 0, auditor: auditor))
        #expect(report.verdict.outcome == .clean, "\(kind)")
        report.add(to: &shared, number: number)
        number += 1
      }
    }
    #expect(seen.count == counts.reduce(0) { $0 + $1.1 })
    #expect(shared.hits { "\($0)" }.isEmpty)
  }
}
