// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Foundation
import Testing

/// Compares the catalogs with the tables that Scripts/order_reference.py generates from the reference.
@Suite("API reference")
struct ReferenceTests {
  static let parameters = Package.table("orders/reference/parameters.tsv")
  static let products = Package.table("orders/reference/products.tsv")
  static let errors = Package.table("orders/reference/errors.tsv")

  @Test("The tables are not empty")
  func tablesArePresent() {
    #expect(ReferenceTests.parameters.count == 86)
    #expect(ReferenceTests.products.count == 34)
    #expect(ReferenceTests.errors.count == 29)
  }

  @Test("The catalog has the reference's parameters in its order, one row each")
  func parameterOrder() {
    #expect(ParameterCatalog.all.map(\.spelling) == ReferenceTests.parameters.map { $0[0] })
    #expect(ParameterCatalog.all.map(\.name) == ParameterName.allCases)
    #expect(Set(ParameterCatalog.all.map(\.spelling)).count == ParameterCatalog.all.count)
  }

  @Test("A row has the reference's requirement, type, maximum and default", arguments: parameters)
  func parameterRow(_ row: [String]) throws {
    let parameter = try #require(ParameterName(row[0])).parameter
    #expect(parameter.requirement.rawValue == row[1])
    #expect(parameter.type.rawValue == row[2])
    #expect(parameter.maximumLength.map { String($0) } ?? "-" == row[3])
    #expect((parameter.overlength == .truncated) == (row[4] == "truncated"))
    let documented = parameter.defaultValue.flatMap { $0.certainty == .documented ? $0.value : nil }
    // The defaults of the language and the priority are in prose with another structure.
    #expect(documented ?? "-" == (row[0] == "languageName" ? "en" : row[6]))
  }

  @Test("A row applies to the products that the reference limits it to", arguments: parameters)
  func parameterScope(_ row: [String]) throws {
    let scopes: [String: ProductScope] = [
      "-": .every, "EV certificates": .kinds([.ev]), "OV certificates": .kinds([.ov]),
      "EV/OV certificates": .kinds([.ev, .ov]), "TrustLogo": .trustLogo,
      "eIDAS": .kinds([.eIDASNatural, .eIDASLegal, .eIDASPSD2]),
      "Single-domain SSL": .singleDomain, "Single-domain SSL certificates": .singleDomain,
      "Single-Domain SSL certificates": .singleDomain,
      "Multi-Domain SSL and Unified Communications certificates": .multiDomain,
    ]
    let parameter = try #require(ParameterName(row[0])).parameter
    // The reference limits this parameter in a sentence without "only".
    let expected: ProductScope? = row[0] == "primaryDomainName" ? .multiDomain : scopes[row[5]]
    #expect(parameter.scope.value == expected)
  }

  @Test("Only primaryDomainName can be too long without being truncated or refused")
  func overlength() {
    #expect(ParameterCatalog.all.filter { $0.overlength == .accepted }.map(\.name) == [.primaryDomainName])
  }

  @Test("The catalog has the reference's products in its order, 488 in addition to 448, and those of AutoApplyOrder")
  func productOrder() {
    let documented = ProductCatalog.all.filter { $0.correspondingCode == nil && $0.code != 488 }
    #expect(documented.map { String($0.code) } == ReferenceTests.products.map { $0[0] })
    #expect(ProductCatalog.product(488)?.note?.contains("448") == true)
    #expect(ProductCatalog.product(448)?.note?.contains("488") == true)
  }

  @Test("A product has the family that the reference lists it in", arguments: products)
  func productFamily(_ row: [String]) throws {
    let families: [String: [ProductKind]] = [
      "DV SSL certificates": [.dv], "EV SSL certificates": [.ev], "OV SSL certificates": [.ov],
      "AMT SSL certificates": [.amt], "eIDAS certificates issued to Natural Persons": [.eIDASNatural],
      "eIDAS certificates issued to Legal Persons": [.eIDASLegal, .eIDASPSD2], "TrustLogo": [.trustLogo],
    ]
    let product = try #require(Int(row[0]).flatMap(ProductCatalog.product))
    #expect(families[row[1]]?.contains(product.kind.value) == true)
  }

  @Test("The catalog contains every message of the reference verbatim")
  func errorMessages() {
    let documented = ErrorCatalog.all.filter { $0.source == .reference }
    #expect(documented.map { [String($0.code), $0.template] } == ReferenceTests.errors)
    let added = ErrorCatalog.all.filter { $0.source != .reference }
    #expect(added.map(\.code) == [-23, -24, -25, -41])
  }

  @Test("The tables match the reference, if it is available", .enabled(if: Package.reference != nil))
  func tablesAreCurrent() throws {
    let text = try #require(Package.reference)
    let requirements: Set<Substring> = ["required", "optional", "conditional"]
    let table = text[try #require(text.range(of: "Max.Length Description")).upperBound...]
    let lines = table.prefix { _ in true }.split(separator: "\n")
    var names: [String] = []
    for index in lines.indices.dropFirst().dropLast() where requirements.contains(lines[index]) {
      guard ["string", "integer", "char"].contains(lines[index + 1]) else { continue }
      let run = lines[..<index].reversed().prefix { $0.wholeMatch(of: /[A-Za-z]+[0-9]?/) != nil }
      names += run.reversed().map(String.init)
    }
    #expect(names == ReferenceTests.parameters.map { $0[0] })
    for product in ReferenceTests.products { #expect(text.contains("• \(product[0])\u{2009}—")) }
    for error in ReferenceTests.errors { #expect(text.contains("\n\(error[0])\n")) }
  }
}
