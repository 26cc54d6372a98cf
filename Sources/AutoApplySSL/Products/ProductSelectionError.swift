// SPDX-License-Identifier: Apache-2.0

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
