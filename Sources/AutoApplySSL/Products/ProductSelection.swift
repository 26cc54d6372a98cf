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
    let shown = String(digits.prefix(Nearest.longestWord))
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

/// Why a value of `product` orders nothing: all its faults.
public struct ProductSelectionError: Error, Sendable, Hashable {
  /// At least one fault, in the order of the text.
  public let faults: [ProductSelectionFault]
}

/// One thing wrong with a value of `product`.
@nonexhaustive
public enum ProductSelectionFault: Sendable, Hashable {
  /// Nothing stands where a code should.
  case empty
  /// The text is not a positive integer without leading zeros; the code that was probably meant, if one is near.
  case notACode(String, meant: Int?)
  /// No product has the code; the nearest codes, and what else is known of it.
  case unknown(String, nearest: [Int], mention: String?)
  /// The code stands there twice.
  case repeated(Int)
  /// There are only TrustLogos.
  case noCertificate(addOns: [Int])
  /// There is more than one certificate product.
  case severalCertificates([Int])
  /// The TrustLogo cannot be ordered with the certificate.
  case addOnNotAllowed(addOn: Int, certificate: Int)
}

extension ProductSelectionError: CustomStringConvertible {
  /// The faults as one sentence without a full stop.
  public var description: String { faults.map(\.description).joined(separator: "; ") }
}

extension ProductSelectionFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .empty:
      "a product code is missing"
    case .notACode(let text, let meant):
      "\(text.debugDescription) is not a product code, which is a positive integer"
        + (meant.map { ", such as \(ProductSelectionFault.list([$0]))" } ?? "")
    case .unknown(let text, let nearest, let mention):
      (mention ?? "no product has the code \(text)") + ProductSelectionFault.suggestion(nearest)
    case .repeated(let code):
      "the product \(code) is given twice"
    case .noCertificate(let addOns):
      "\(ProductSelectionFault.list(addOns)) adds to a certificate, and no certificate product is given"
    case .severalCertificates(let codes):
      "exactly one certificate product may be ordered, and \(ProductSelectionFault.list(codes)) are given"
    case .addOnNotAllowed(let addOn, let certificate):
      "\(ProductSelectionFault.list([addOn])) cannot be ordered with \(ProductSelectionFault.list([certificate]))"
    }
  }

  /// What to do about it, in a sentence without a full stop, where there is more to say than to choose another code.
  public var fix: String? {
    switch self {
    case .empty: "write the code of a certificate, and a comma only between two codes"
    case .notACode(_, let meant): meant.map { "write \($0)" }
    case .unknown(_, let nearest, _):
      nearest.isEmpty ? nil : "write \(nearest.map(String.init).joined(separator: " or ")), if one of them is meant"
    case .repeated(let code): "write \(code) once"
    case .noCertificate(let addOns):
      addOns.first.map { "put the code of a certificate before it, such as \($0 == 490 ? 488 : 7),\($0)" }
    case .severalCertificates: "send an order for each certificate"
    case .addOnNotAllowed(let addOn, _):
      "leave \(addOn) out, or order it with " + (addOn == 490 ? "488 or 489" : "an OV certificate that takes it")
    }
  }

  private static func suggestion(_ codes: [Int]) -> String {
    codes.isEmpty ? "" : "; the nearest known are \(list(codes))"
  }

  private static func list(_ codes: [Int]) -> String {
    codes.map { code in
      ProductCatalog.product(code).map { "\(code) (\($0.name))" } ?? String(code)
    }.joined(separator: ", ")
  }
}
