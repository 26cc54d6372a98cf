// SPDX-License-Identifier: Apache-2.0

/// The products that a parameter or a condition is about.
public enum ProductScope: Sendable, Hashable {
  case every
  case kinds([ProductKind])
  /// One common name, wildcards included.
  case singleDomain
  /// A list of names, unified communications included.
  case multiDomain
  case unifiedCommunications
  case wildcard
  /// Orders with a TrustLogo in them.
  case trustLogo
  /// Products that are sold for more than one length of time.
  case validityToChoose

  /// Whether an order of these products is meant.
  public func includes(_ selection: ProductSelection) -> Bool {
    let product = selection.certificate
    return switch self {
    case .every: true
    case .kinds(let kinds): kinds.contains(product.kind.value)
    case .singleDomain: product.isSingleDomain
    case .multiDomain: product.isMultiDomain
    case .unifiedCommunications: product.isUnifiedCommunications
    case .wildcard: product.isWildcard
    case .trustLogo: !selection.addOns.isEmpty
    case .validityToChoose: !product.validity.value.isFixed
    }
  }
}

extension ProductScope: CustomStringConvertible {
  /// The products as a noun phrase.
  public var description: String {
    switch self {
    case .every: "any product"
    case .kinds(let kinds): "a product of the kind " + kinds.map(\.rawValue).joined(separator: " or ")
    case .singleDomain: "a single-domain product"
    case .multiDomain: "a multi-domain or unified communications product"
    case .unifiedCommunications: "a unified communications product"
    case .wildcard: "a wildcard product"
    case .trustLogo: "a TrustLogo beside a certificate"
    case .validityToChoose: "one that is sold for several lengths of time"
    }
  }
}
