// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import OpenSSLBridge

/// Values that the suites share.
enum Fixture {
  static let today = CalendarDate(2026, 11, 23)
  static let request = Array("a request in DER, for all that a digest can tell".utf8)

  static func token(_ value: String? = nil) throws -> RequestToken {
    let bytes = request
    return RequestToken(request: bytes.span, uniqueValue: try value.map { try UniqueValue($0) })
  }

  static func digest(_ algorithm: DigestAlgorithm) -> Digest {
    let bytes = request
    return Digest(algorithm, of: bytes.span)
  }

  /// The registrable domain according to a public suffix list of six entries.
  static func registrableDomain(of host: String) -> String? {
    let suffixes = ["com", "org", "net", "co.uk", "uk", "xn--p1ai"]
    guard !suffixes.contains(host) else { return nil }
    var labels = host.split(separator: ".").map(String.init)
    while labels.count > 1 {
      if suffixes.contains(labels.dropFirst().joined(separator: ".")) { return labels.joined(separator: ".") }
      labels.removeFirst()
    }
    return nil
  }

  static func plan(
    _ names: [String], _ choice: MethodChoice = .automatic, uniqueValue: String? = nil, asOf: CalendarDate = today
  ) throws -> ValidationPlan {
    try ValidationPlan(
      token: token(uniqueValue), names: names.map { try ValidationName($0) }, choice: choice, asOf: asOf,
      registrableDomain: registrableDomain(of:))
  }

  /// A host or wildcard of up to 253 octets under one of three suffixes.
  static func randomName(_ source: inout SplitMix) -> String {
    let labels = ["a", "b", "www", String(repeating: "l", count: 63), "xn--bcher-kva", "example", "mail", "a_b", "0"]
    let count = Int.random(in: 1...5, using: &source)
    var parts = (0..<count).map { _ in labels.randomElement(using: &source) ?? "a" }
    parts.append(["com", "co.uk", "org"].randomElement(using: &source) ?? "com")
    while parts.joined(separator: ".").utf8.count > 251 { parts.removeFirst() }
    return (Bool.random(using: &source) ? "*." : "") + parts.joined(separator: ".")
  }
}
