// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// The parsed value of `product`: one certificate product and the TrustLogos to order with it.
public struct ProductSelection: Sendable, Hashable {
  /// The certificate product.
  public let certificate: Product
  /// The TrustLogos, in the order given.
  public let addOns: [Product]

  /// Selects a certificate product without TrustLogos; nil if the code is not that of a certificate product.
  package init?(_ code: Int) {
    guard let product = ProductCatalog.product(code), product.isCertificate else { return nil }
    certificate = product
    addOns = []
  }

  /// Parses product codes separated by commas; ignores white space around a code.
  ///
  /// - Throws: ``ProductSelectionError`` with all faults.
  package init(parsing text: String) throws(ProductSelectionError) {
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

  /// Reads the first certificate product and its TrustLogos from an invalid value.
  ///
  /// For checking the rest of an order whose product is refused.
  package init?(salvaging text: String) {
    if let code = text.decimalInteger, let product = ProductCatalog.product(code), product.isCertificate {
      certificate = product
      addOns = []
      return
    }
    let codes = text.utf8.split(separator: 0x2C).prefix(ProductSelection.faultLimit)
    let products = codes.compactMap { Substring($0).asciiTrimmed.decimalInteger.flatMap(ProductCatalog.product) }
    guard let certificate = products.first(where: \.isCertificate) else { return nil }
    self.certificate = certificate
    addOns = products.filter { !$0.isCertificate }
  }

  /// The maximum number of faults to collect.
  private static let faultLimit = 16

  private static func product(_ digits: Substring) -> Result<Product, ProductSelectionError> {
    let shown = String(digits.prefix(SpellingSuggestion.longestWord))
    guard !digits.isEmpty else { return .failure(ProductSelectionError(faults: [.empty])) }
    guard digits.utf8.allSatisfy(\.isASCIIDigit), digits.utf8.first != 0x30 else {
      return .failure(
        ProductSelectionError(faults: [.notACode(shown, meant: ProductCatalog.product(likeName: shown)?.code)]))
    }
    if let code = digits.decimalInteger, let product = ProductCatalog.product(code) { return .success(product) }
    return .failure(
      ProductSelectionError(faults: [
        .unknown(shown, mention: digits.decimalInteger.flatMap(ProductCatalog.mention))
      ]))
  }
}

/// Why a value of `product` is invalid: all its faults.
package struct ProductSelectionError: Error, Sendable, Hashable {
  /// At least one fault, in the order of the value.
  package let faults: [ProductSelectionFault]
}

/// One fault in a value of `product`.
@nonexhaustive
package enum ProductSelectionFault: Sendable, Hashable {
  /// A code is missing.
  case empty
  /// The item is not a positive integer without leading zeros; the code that was probably meant, if any.
  case notACode(String, meant: Int?)
  /// No product has the code; what else is known about it. Codes with similar digits are unrelated products.
  case unknown(String, mention: String?)
  /// The code is given twice.
  case repeated(Int)
  /// The value has TrustLogos only.
  case noCertificate(addOns: [Int])
  /// The value has more than one certificate product.
  case severalCertificates([Int])
  /// The TrustLogo cannot be ordered with the certificate.
  case addOnNotAllowed(addOn: Int, certificate: Int)
}

extension ProductSelectionError: CustomStringConvertible {
  /// All faults as one message, without a full stop.
  package var description: String { faults.map(\.description).joined(separator: "; ") }
}

extension ProductSelectionFault: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .empty:
      "a product code is missing"
    case .notACode(let text, let meant):
      "\(text.debugDescription) is not a product code, which is a positive integer"
        + (meant.map { ", such as \(ProductSelectionFault.list([$0]))" } ?? "")
    case .unknown(let text, let mention):
      mention ?? "no known product of AutoApplySSL or AutoApplyOrder has the code \(text)"
    case .repeated(let code):
      "product \(code) is given twice"
    case .noCertificate(let addOns):
      "\(ProductSelectionFault.list(addOns)) can only be ordered with a certificate product, and none is given"
    case .severalCertificates(let codes):
      "an order must have exactly one certificate product, not \(ProductSelectionFault.list(codes))"
    case .addOnNotAllowed(let addOn, let certificate):
      "\(ProductSelectionFault.list([addOn])) cannot be ordered with \(ProductSelectionFault.list([certificate]))"
    }
  }

  /// The fix as an imperative without a full stop, or nil if there is no specific one.
  package var fix: String? {
    switch self {
    case .empty: "give the code of a certificate product, and put commas only between codes"
    case .notACode(_, let meant): meant.map { "use \($0)" }
    case .unknown(_, mention: .some):
      "ask your account manager which product the code is, or choose another: csrkit catalog products"
    case .unknown: "list the products and their codes with: csrkit catalog products"
    case .repeated(let code): "give \(code) once"
    case .noCertificate(let addOns):
      addOns.first.map { "add the code of a certificate product, such as \($0 == 490 ? 488 : 7),\($0)" }
    case .severalCertificates: "send a separate order for each certificate"
    case .addOnNotAllowed(let addOn, _):
      "omit \(addOn), or order it with " + (addOn == 490 ? "488 or 489" : "an OV certificate that supports it")
    }
  }

  /// Both sources, if the reference contradicts itself about the code.
  package var contest: Contest? {
    guard case .unknown(_, mention: .some) = self else { return nil }
    return Contest(source: .reference, contradiction: .sample)
  }

  private static func list(_ codes: [Int]) -> String {
    codes.map { code in
      ProductCatalog.product(code).map { "\(code) (\($0.name))" } ?? String(code)
    }.joined(separator: ", ")
  }
}
