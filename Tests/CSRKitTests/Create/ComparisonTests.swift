// SPDX-License-Identifier: Apache-2.0
import CSRKit
import Foundation
import Testing

/// A pair of TestVectors/certificates: a certificate, and the request that it was ordered with.
struct CertificatePair: Decodable, Sendable, CustomTestStringConvertible {
  let name, about: String
  let form: [String: String]
  /// The kind and the severity of each difference.
  let expected: [[String]]

  var testDescription: String { "\(name): \(about)" }

  static let all: [CertificatePair] =
    (try? JSONDecoder().decode([CertificatePair].self, from: Data(Shared.vector("certificates/expected.json")))) ?? []

  func certificate() throws -> [UInt8] { try Shared.vector("certificates/\(name).crt") }

  /// A vector that cannot be read.
  struct Unreadable: Error {}

  func request() throws -> [UInt8] { try Shared.vector("certificates/\(name).csr") }

  func comparison(with requested: [UInt8]? = nil) throws -> Comparison {
    var order = OrderForm()
    for (name, value) in form.sorted(by: { $0.key < $1.key }) { order.set(name, to: value) }
    let (issued, wanted) = (try certificate(), try requested ?? request())
    guard let chain = IssuedChain(reading: issued) else { throw Unreadable() }
    guard let ordered = RequestedCertificate(reading: wanted, form: order) else { throw Unreadable() }
    return Comparison(of: chain, with: ordered, on: Shared.day)
  }
}

@Suite struct ComparisonTests {
  @Test func `there are at least forty pairs with differences and ten without`() {
    #expect(CertificatePair.all.count { !$0.expected.isEmpty } >= 40)
    #expect(CertificatePair.all.count { $0.expected.isEmpty } >= 10)
  }

  @Test(arguments: CertificatePair.all)
  func `exactly the controlled differences are found`(_ pair: CertificatePair) throws {
    let comparison = try pair.comparison()
    let found = comparison.differences.map { [$0.kind, $0.severity.name] }
    #expect(
      found.map { $0.joined(separator: " ") }.sorted() == pair.expected.map { $0.joined(separator: " ") }.sorted())
    #expect(comparison.isAsOrdered == !pair.expected.contains { $0[1] == "error" })
  }

  @Test(arguments: CertificatePair.all)
  func `a certificate does not differ from itself except in its own faults`(_ pair: CertificatePair) throws {
    let own: Set<Comparison.Kind> = [
      .extendedKeyUsage, .keyUsage, .certificateAuthority, .validityTooLong, .validityDiffers, .expired, .notYetValid,
      .signatureInvalid, .chainOrder, .chainBroken, .chainUnrelated, .validationLevel, .subjectAdded,
      .commonNameDiffers, .nameMissing,
    ]
    guard pair.form.isEmpty, try !pair.comparison().differences.contains(where: { $0.type == .chainOrder }) else {
      return
    }
    let comparison = try pair.comparison(with: pair.certificate())
    for difference in comparison.differences { #expect(own.contains(difference.type), "\(difference)") }
  }

  @Test func `every kind of difference occurs in the pairs`() {
    let found = Set(CertificatePair.all.flatMap(\.expected).map { $0[0] })
    // A certificate with SHA-1 cannot be made with current software.
    #expect(found == Set(Comparison.Kind.allCases.filter { $0 != .signatureWeak }.map(\.rawValue)))
  }

  @Test func `the names come from the form if the order has no CSR`() throws {
    var form = OrderForm()
    form.set("product", to: "335")
    form.set("domainNames", to: "www.example.com,b.example.com")
    let pair = try #require(CertificatePair.all.first)
    let chain = try #require(IssuedChain(reading: pair.certificate()))
    let ordered = try #require(RequestedCertificate(form: form))
    let comparison = Comparison(of: chain, with: ordered, on: Shared.day)
    #expect(comparison.differences.map(\.type) == [.nameMissing])
    #expect(comparison.differences.first?.expected == "b.example.com")
  }
}
