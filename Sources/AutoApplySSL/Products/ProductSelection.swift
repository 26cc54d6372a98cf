// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// The value of `product`, read: one certificate product and the TrustLogos that go with it.
public struct ProductSelection: Sendable, Hashable {
  /// The certificate that is ordered.
  public let certificate: Product
  /// The TrustLogos beside it, in the order given.
  public let addOns: [Product]

  /// A certificate product alone.
  public init?(_ code: Int) {
    guard let product = ProductCatalog.product(code), product.isCertificate else { return nil }
    certificate = product
    addOns = []
  }

  /// Reads product codes between commas; white space around a code is overlooked.
  ///
  /// All faults are reported at once.
  public init(parsing text: String) throws(ProductSelectionError) {
    var faults: [ProductSelectionFault] = []
    var products: [Product] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let digits = item.asciiTrimmed
      switch ProductSelection.product(digits) {
      case .success(let product) where products.contains(product): faults.append(.repeated(product.code))
      case .success(let product): products.append(product)
      case .failure(let error): faults += error.faults
      }
      if faults.count > ProductSelection.faultLimit { break }
    }
    let certificates = products.filter(\.isCertificate)
    let addOns = products.filter { !$0.isCertificate }
    if certificates.count > 1 { faults.append(.severalCertificates(certificates.map(\.code))) }
    guard let certificate = certificates.first else {
      if faults.isEmpty { faults.append(.noCertificate(addOns: addOns.map(\.code))) }
      throw ProductSelectionError(faults: faults)
    }
    for addOn in addOns where !certificate.addOns.value.contains(addOn.code) {
      faults.append(.addOnNotAllowed(addOn: addOn.code, certificate: certificate.code))
    }
    guard faults.isEmpty else { throw ProductSelectionError(faults: faults) }
    self.certificate = certificate
    self.addOns = addOns
  }

  /// What can be made of a faulty text: its first certificate product and the TrustLogos beside it.
  ///
  /// For judging the rest of an order whose product is refused anyway.
  public init?(salvaging text: String) {
    if let code = text.wholeNumber, let product = ProductCatalog.product(code), product.isCertificate {
      certificate = product
      addOns = []
      return
    }
    let codes = text.utf8.split(separator: 0x2C).prefix(ProductSelection.faultLimit)
    let products = codes.compactMap { Substring($0).asciiTrimmed.wholeNumber.flatMap(ProductCatalog.product) }
    guard let certificate = products.first(where: \.isCertificate) else { return nil }
    self.certificate = certificate
    addOns = products.filter { !$0.isCertificate }
  }

  /// More faults than this are not collected, however long the text.
  private static let faultLimit = 16

  private static func product(_ digits: Substring) -> Result<Product, ProductSelectionError> {
    let shown = String(digits.prefix(SpellingSuggestion.longestWord))
    guard !digits.isEmpty else { return .failure(ProductSelectionError(faults: [.empty])) }
    guard digits.utf8.allSatisfy(\.isASCIIDigit), digits.utf8.first != 0x30 else {
      return .failure(
        ProductSelectionError(faults: [.notACode(shown, meant: ProductCatalog.product(likeName: shown)?.code)]))
    }
    if let code = digits.wholeNumber, let product = ProductCatalog.product(code) { return .success(product) }
    return .failure(
      ProductSelectionError(faults: [
        .unknown(
          shown, nearest: ProductCatalog.nearest(to: shown).map(\.code),
          mention: digits.wholeNumber.flatMap(ProductCatalog.mention))
      ]))
  }
}
