// SPDX-License-Identifier: Apache-2.0

/// The products that a parameter or a condition applies to: those with at least one of these traits.
package struct ProductScope: OptionSet, Sendable, Hashable {
  /// One bit per trait.
  package let rawValue: UInt16

  /// Creates a scope from trait bits.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Any product.
  package static let every = ProductScope(trait: 0)
  /// Products with one common name; includes wildcards.
  package static let singleDomain = ProductScope(trait: 1)
  /// Products with a list of names; includes unified communications.
  package static let multiDomain = ProductScope(trait: 2)
  /// Unified communications certificates.
  package static let unifiedCommunications = ProductScope(trait: 3)
  /// Wildcard certificates.
  package static let wildcard = ProductScope(trait: 4)
  /// Orders with a TrustLogo.
  package static let trustLogo = ProductScope(trait: 5)
  /// Products that are offered for more than one validity period.
  package static let validityToChoose = ProductScope(trait: 6)

  /// Products of any of the kinds.
  package static func kinds(_ kinds: [ProductKind]) -> ProductScope {
    kinds.reduce(into: []) { $0.formUnion(kind($1)) }
  }

  private init(trait: UInt16) { rawValue = 1 << trait }

  /// The traits of kinds follow the others, in the order of the cases.
  private static func kind(_ kind: ProductKind) -> ProductScope {
    ProductScope(trait: 7 + UInt16(ProductKind.allCases.firstIndex(of: kind) ?? 0))
  }

  /// Whether the scope includes the selected products.
  package func includes(_ selection: ProductSelection) -> Bool { !isDisjoint(with: ProductScope(of: selection)) }

  /// The traits of the selected products.
  init(of selection: ProductSelection) {
    self = selection.certificate.traits
    if !selection.addOns.isEmpty { insert(.trustLogo) }
  }
}

extension ProductScope {
  /// All traits of a product.
  init(kind: ProductKind, coverage: NameCoverage, validity: ProductValidity) {
    self = [.every, .kind(kind)]
    switch coverage {
    case .single: insert(.singleDomain)
    case .wildcard: formUnion([.singleDomain, .wildcard])
    case .multiDomain: insert(.multiDomain)
    case .unifiedCommunications: formUnion([.multiDomain, .unifiedCommunications])
    case .nothing: break
    }
    if !validity.isFixed { insert(.validityToChoose) }
  }
}

extension ProductScope: CustomStringConvertible {
  /// The products as a noun phrase.
  package var description: String {
    switch self {
    case .every: "any product"
    case .singleDomain: "a single-domain product"
    case .multiDomain: "a multi-domain or unified communications product"
    case .unifiedCommunications: "a unified communications product"
    case .wildcard: "a wildcard product"
    case .trustLogo: "a certificate with a TrustLogo"
    case .validityToChoose: "a product with several validity periods"
    default:
      "a product of the kind "
        + ProductKind.allCases.filter { contains(.kind($0)) }.map(\.rawValue).joined(separator: " or ")
    }
  }
}
