// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Products")
struct ProductTests {
  static func codes(_ holds: (Product) -> Bool) -> [Int] { ProductCatalog.all.filter(holds).map(\.code).sorted() }

  @Test("Coverage follows the names of the products")
  func coverage() {
    #expect(ProductTests.codes(\.isWildcard) == [35, 65, 289, 322, 324, 331, 489, 511, 750])
    #expect(
      ProductTests.codes(\.isMultiDomain) == [
        279, 335, 361, 410, 492, 512, 557, 563, 568, 583, 751, 784, 789, 792,
      ])
    #expect(ProductTests.codes(\.isUnifiedCommunications) == [361, 492])
    #expect(ProductTests.codes(\.isIntranet.value) == [44])
    #expect(ProductCatalog.all.allSatisfy { $0.coverage.certainty == .inferred || !$0.isCertificate })
  }

  @Test("Only non-EV multi-domain products accept IP addresses in their list")
  func addresses() {
    #expect(ProductTests.codes { $0.ipAddresses.value == .listed } == [279, 335, 361, 492, 512, 583, 751])
    #expect(ProductTests.codes { $0.ipAddresses.value == .local } == [44])
    #expect(ProductCatalog.product(410)?.ipAddresses.certainty == .documented)
    #expect(ProductCatalog.product(784)?.ipAddresses.certainty == .inferred)
    #expect(ProductTests.codes(\.wildcardNames.value) == [279, 335, 361, 492, 512, 583, 751])
  }

  @Test("TrustLogos can be ordered with the products that the reference lists")
  func addOns() {
    #expect(ProductTests.codes { $0.addOns.value == [490] } == [448, 488, 489])
    let without = ProductTests.codes { $0.kind.value == .ov && $0.addOns.value.isEmpty }
    #expect(without == [43, 44, 335, 361])
    #expect(ProductTests.codes { $0.addOns.value == [36, 37] }.count == 13)
    let inferred = ProductTests.codes { $0.addOns.certainty == .inferred && $0.correspondingCode == nil }
    #expect(inferred == [448])
  }

  @Test("Only the trial products have a fixed validity")
  func validity() {
    #expect(ProductTests.codes { $0.isCertificate && $0.validity.value.isFixed } == [43, 291])
    #expect(ProductCatalog.product(783)?.validity.value.yearsSource.certainty == .inferred)
    #expect(ProductTests.codes { $0.validity.value.days == [90, 365] } == [783, 784, 788, 789, 791, 792])
  }

  @Test(
    "A certificate product and its TrustLogos are a valid selection",
    arguments: [
      ("24", 24, []), ("488,490", 488, [490]), ("448", 448, []), (" 24 , 36,37", 24, [36, 37]), ("36,583", 583, [36]),
    ])
  func selection(_ text: String, _ certificate: Int, _ addOns: [Int]) throws {
    let selection = try ProductSelection(parsing: text)
    #expect(selection.certificate.code == certificate)
    #expect(selection.addOns.map(\.code) == addOns)
  }

  @Test(
    "Other values are refused with all their faults",
    arguments: [
      ("", [ProductSelectionFault.empty]), ("24,", [.empty]), ("SSL", [.notACode("SSL", meant: nil)]),
      ("-24", [.notACode("-24", meant: nil)]),
      ("024", [.notACode("024", meant: 24)]), ("24.0", [.notACode("24.0", meant: nil)]),
      ("instantssl", [.notACode("instantssl", meant: 24)]), ("COMODO SSL", [.notACode("COMODO SSL", meant: 488)]),
      ("36", [.noCertificate(addOns: [36])]),
      ("24,35", [.severalCertificates([24, 35])]), ("24,24", [.repeated(24)]),
      ("335,36", [.addOnNotAllowed(addOn: 36, certificate: 335)]),
      ("24,490", [.addOnNotAllowed(addOn: 490, certificate: 24)]),
    ])
  func refused(_ text: String, _ faults: [ProductSelectionFault]) {
    let error = #expect(throws: ProductSelectionError.self) { try ProductSelection(parsing: text) }
    #expect(error?.faults == faults)
  }

  @Test(
    "An unknown code is refused without a suggestion of codes with similar digits", arguments: ["487", "288", "790"])
  func unknown(_ code: String) throws {
    let error = #expect(throws: ProductSelectionError.self) { try ProductSelection(parsing: code) }
    #expect(error?.faults == [.unknown(code, mention: nil)])
    #expect(error?.description == "no known product of AutoApplySSL or AutoApplyOrder has the code \(code)")
    #expect(error?.faults.first?.fix?.contains("csrkit catalog products") == true)
  }

  @Test("A product of AutoApplyOrder is like the corresponding product of AutoApplySSL, but contested")
  func related() throws {
    let products = ProductCatalog.all.filter { $0.correspondingCode != nil }
    #expect(
      products.map(\.code).sorted() == [279, 287, 289, 291, 330, 331, 556, 557, 562, 563, 567, 568, 749, 750, 751])
    for product in products {
      let other = try #require(product.correspondingCode.flatMap(ProductCatalog.product))
      #expect(other.kind.value == product.kind.value && other.isMultiDomain == product.isMultiDomain)
      #expect(other.isWildcard == product.isWildcard && other.wildcardNames.value == product.wildcardNames.value)
      #expect(other.ipAddresses.value == product.ipAddresses.value && product.kind.certainty == .inferred)
      #expect(product.isOffered.certainty == .contested && other.isOffered.certainty == .documented)
      #expect(ProductSelection(product.code)?.certificate == product)
    }
  }

  @Test(
    "Terms of up to 90 days more than listed are contested for most products",
    arguments: [
      (366, ProductValidity.Offer.contested), (199, .contested), (455, .contested), (1916, .contested), (1917, .absent),
      (0, .absent), (-365, .absent), (365, .listed), (1826, .possible),
    ])
  func terms(_ days: Int, _ offer: ProductValidity.Offer) {
    #expect(ProductCatalog.product(488)?.validity.value.offer(days: days) == offer)
    let isListed = days == 365
    #expect(ProductCatalog.product(783)?.validity.value.offer(days: days) == (isListed ? .listed : .absent))
  }

  @Test("Every fault in a product value except an unknown text has a fix")
  func fixes() {
    let texts = ["", "024", "487", "24,24", "36", "490", "24,35", "335,36", "24,490"]
    for text in texts {
      let error = #expect(throws: ProductSelectionError.self) { try ProductSelection(parsing: text) }
      #expect(error?.faults.allSatisfy { $0.fix?.isEmpty == false } == true, "\(text)")
    }
    let alone = #expect(throws: ProductSelectionError.self) { try ProductSelection(parsing: "490") }
    #expect(alone?.faults.first?.fix?.hasSuffix("488,490") == true)
  }

  @Test("Codes that the reference mentions outside its list are explained", arguments: [732, 786, 787])
  func mentioned(_ code: Int) {
    let error = #expect(throws: ProductSelectionError.self) { try ProductSelection(parsing: String(code)) }
    guard case .unknown(_, let mention?) = error?.faults.first else {
      Issue.record("no mention")
      return
    }
    #expect(mention.hasPrefix("\(code) "))
  }

  @Test("A hostile value is refused with bounded work")
  func hostile() {
    let text = String(repeating: "9999999999999999999999,", count: 20_000)
    let error = #expect(throws: ProductSelectionError.self) { try ProductSelection(parsing: text) }
    #expect((error?.faults.count ?? 0) < 32)
    #expect(ProductSelection(salvaging: text) == nil)
    #expect(ProductSelection(salvaging: "x,24,335,36")?.certificate.code == 24)
  }

  @Test("A scope includes the products that it applies to")
  func scopes() throws {
    let wildcard = try #require(ProductSelection(35))
    let multi = try ProductSelection(parsing: "583,36")
    let unified = try #require(ProductSelection(361))
    #expect(ProductScope.singleDomain.includes(wildcard))
    #expect(ProductScope.wildcard.includes(wildcard))
    #expect(!ProductScope.multiDomain.includes(wildcard))
    #expect(ProductScope.multiDomain.includes(unified))
    #expect(ProductScope.trustLogo.includes(multi))
    #expect(!ProductScope.trustLogo.includes(unified))
    #expect(ProductScope.kinds([.ev, .ov]).includes(unified))
    #expect(ProductSelection(36) == nil)
  }
}
