// SPDX-License-Identifier: Apache-2.0

/// The code of a product in the order API, such as 488.
public struct ProductCode: RawRepresentable, ExpressibleByIntegerLiteral, Sendable, Hashable {
  /// The number.
  public let rawValue: Int

  /// Creates the code with a number, whether a product has it or not.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Creates the code with a number.
  public init(integerLiteral value: Int) { rawValue = value }

  /// The product with this code; nil if the API has none.
  public var product: Product? { ProductCatalog.product(rawValue) }
}

/// One product of the API, with the source of each fact.
public final class Product: Sendable {
  /// The product code to order it with.
  public let code: Int
  /// The product's name in the reference.
  public let name: String
  /// The family under which the reference lists the product.
  public let kind: Sourced<ProductKind>
  /// The names that the product covers.
  public let coverage: Sourced<NameCoverage>
  /// Whether the product is for a private network, and accepts neither public names nor public IP addresses.
  public let isIntranet: Sourced<Bool>
  /// Where the product accepts IP addresses.
  public let ipAddresses: Sourced<IPAddressUse>
  /// Whether domainNames can contain wildcard names.
  public let wildcardNames: Sourced<Bool>
  /// The codes of the TrustLogos that can be ordered with the product.
  public let addOns: Sourced<[Int]>
  /// The validity periods that the product is offered for.
  public let validity: Sourced<ProductValidity>
  /// A note on the product code for the user, or nil.
  public let note: String?
  /// Whether the endpoint offers the product; contested for a product of AutoApplyOrder.
  public let isOffered: Sourced<Bool>
  /// The code of AutoApplySSL's product of the same kind and coverage, for a product of AutoApplyOrder.
  public let correspondingCode: Int?
  /// The traits that parameter scopes and conditions match.
  let traits: ProductScope

  init(
    _ code: Int, _ name: String, kind: Sourced<ProductKind>, coverage: Sourced<NameCoverage>,
    isIntranet: Sourced<Bool>, ipAddresses: Sourced<IPAddressUse>, wildcardNames: Sourced<Bool>,
    addOns: Sourced<[Int]>, validity: Sourced<ProductValidity>, note: String?, correspondingCode: Int? = nil
  ) {
    self.code = code
    self.name = name
    self.kind = kind
    self.coverage = coverage
    self.isIntranet = isIntranet
    self.ipAddresses = ipAddresses
    self.wildcardNames = wildcardNames
    self.addOns = addOns
    self.validity = validity
    self.note = note
    self.correspondingCode = correspondingCode
    isOffered =
      correspondingCode == nil
      ? Sourced(true, .reference) : Sourced(false, .reference, contradictedBy: .clients)
    traits = ProductScope(kind: kind.value, coverage: coverage.value, validity: validity.value)
  }

  /// Whether the product is in a scope, without its add-ons.
  package func isIn(_ scope: ProductScope) -> Bool { !traits.isDisjoint(with: scope) }

  /// Whether the common name must be a wildcard.
  public var isWildcard: Bool { traits.contains(.wildcard) }
  /// Whether the product covers a list of names; includes unified communications.
  public var isMultiDomain: Bool { traits.contains(.multiDomain) }
  /// Whether the product is a unified communications certificate.
  public var isUnifiedCommunications: Bool { traits.contains(.unifiedCommunications) }
  /// Whether the product covers only the common name; includes wildcards.
  public var isSingleDomain: Bool { traits.contains(.singleDomain) }

  /// Whether the product accepts a name of this shape in its list of names.
  ///
  /// Products that do not accept other wildcards accept those of onion services (EV Guidelines 7.1.2.2).
  package func takes(_ name: EffectiveName) -> Bool {
    switch name.shape {
    case .host: true
    case .ipAddress: ipAddresses.value != .nowhere
    case .wildcard: wildcardNames.value || name.folded.hasSuffix(".onion")
    }
  }

  /// Whether the product covers a name of this shape, as its common name or in its list of names.
  package func covers(_ name: EffectiveName) -> Bool {
    guard isSingleDomain else { return takes(name) }
    switch name.shape {
    case .host: return true
    case .wildcard: return isWildcard
    case .ipAddress: return ipAddresses.value == .local
    }
  }

  /// Whether the product is a certificate, not an add-on.
  public var isCertificate: Bool { kind.value.isCertificate }
}

extension Product: Hashable {
  /// Compares the codes; each code has one product.
  public static func == (left: Product, right: Product) -> Bool { left.code == right.code }
  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Product {
  /// A certificate product; facts that follow from its family and coverage are set here.
  static func certificate(
    _ code: Int, _ name: String, _ kind: ProductKind, _ coverage: NameCoverage = .single,
    isIntranet: Bool = false, addOns: [Int] = [], validity: ProductValidity = .most,
    source: FactSource = .reference, addOnSource: FactSource = .reference, note: String? = nil
  ) -> Product {
    let listsNames = coverage == .multiDomain || coverage == .unifiedCommunications
    return Product(
      code, name, kind: Sourced(kind, source), coverage: Sourced(coverage, .productName),
      isIntranet: Sourced(isIntranet, .productName),
      ipAddresses: isIntranet ? Sourced(.local, .reading) : listed(kind, listsNames),
      wildcardNames: wildcards(kind, listsNames),
      addOns: Sourced(addOns, addOnSource), validity: Sourced(validity, .reference), note: note)
  }

  /// A product of AutoApplyOrder that clients order here, checked like the corresponding one.
  static func related(
    _ code: Int, _ name: String, _ kind: ProductKind, _ coverage: NameCoverage = .single, as correspondingCode: Int,
    validity: ProductValidity = .most, note: String? = nil
  ) -> Product {
    let listsNames = coverage == .multiDomain || coverage == .unifiedCommunications
    return Product(
      code, name, kind: Sourced(kind, .autoApplyOrder), coverage: Sourced(coverage, .autoApplyOrder),
      isIntranet: Sourced(false, .productName), ipAddresses: inferred(listed(kind, listsNames)),
      wildcardNames: inferred(wildcards(kind, listsNames)), addOns: Sourced([], .autoApplyOrder),
      validity: Sourced(validity, .autoApplyOrder), note: note, correspondingCode: correspondingCode)
  }

  /// A fact about AutoApplySSL's products, carried over to one of AutoApplyOrder.
  private static func inferred<Value>(_ fact: Sourced<Value>) -> Sourced<Value> {
    Sourced(fact.value, fact.source == .reference ? .reading : fact.source)
  }

  static func trustLogo(_ code: Int, _ name: String) -> Product {
    Product(
      code, name, kind: Sourced(.trustLogo, .reference), coverage: Sourced(.nothing, .reference),
      isIntranet: Sourced(false, .reference), ipAddresses: Sourced(.nowhere, .reference),
      wildcardNames: Sourced(false, .reference), addOns: Sourced([], .reference),
      validity: Sourced(.addOn, .reading), note: nil)
  }

  /// Resellers list wildcards in DV and OV multi-domain certificates; the EV Guidelines do not allow them.
  private static func wildcards(_ kind: ProductKind, _ listsNames: Bool) -> Sourced<Bool> {
    guard listsNames else { return Sourced(false, .reading) }
    if kind == .ev || kind.isEIDAS { return Sourced(false, .evGuidelines) }
    return Sourced(true, kind == .amt ? .reading : .reseller)
  }

  /// The reference allows addresses in domainNames "for non-EV certificates". That qualified certificates count as EV
  /// is inferred: their profile follows the EV Guidelines.
  private static func listed(_ kind: ProductKind, _ listsNames: Bool) -> Sourced<IPAddressUse> {
    guard listsNames else { return Sourced(.nowhere, .reading) }
    if kind.isEIDAS { return Sourced(.nowhere, .evGuidelines) }
    return Sourced(kind == .ev ? .nowhere : .listed, .reference)
  }
}

/// The family under which the reference lists a product.
public enum ProductKind: String, Sendable, Hashable, CaseIterable {
  /// Domain validation.
  case dv = "DV"
  /// Organization validation.
  case ov = "OV"
  /// Extended validation.
  case ev = "EV"
  /// Intel Active Management Technology.
  case amt = "AMT"
  /// A qualified certificate for a natural person.
  case eIDASNatural = "eIDAS natural person"
  /// A qualified certificate for a legal person.
  case eIDASLegal = "eIDAS legal person"
  /// A qualified certificate for a payment service provider.
  case eIDASPSD2 = "eIDAS PSD2"
  /// A TrustLogo, which is ordered with a certificate.
  case trustLogo = "TrustLogo"

  /// Whether the CA issues a certificate for an order of this kind.
  public var isCertificate: Bool { self != .trustLogo }

  /// The kinds whose certificates name an organization; for the AMT products this is unknown.
  package static let withOrganization: [ProductKind] = [.ov, .ev, .eIDASLegal, .eIDASPSD2]

  /// The kinds of qualified website authentication certificates (QWAC).
  package static let qualified: [ProductKind] = [.eIDASNatural, .eIDASLegal, .eIDASPSD2]

  /// Whether the product is a qualified website authentication certificate (QWAC).
  public var isEIDAS: Bool { self == .eIDASNatural || self == .eIDASLegal || self == .eIDASPSD2 }
}

/// The number and kind of names that a certificate product covers.
public enum NameCoverage: String, Sendable, Hashable, CaseIterable {
  /// One name, and the same name with or without `www`.
  case single
  /// Every host exactly one label below a name.
  case wildcard
  /// The names in `domainNames` or in the CSR's subjectAltName.
  case multiDomain
  /// Like `multiDomain`, with the CSR's common name as the primary name.
  case unifiedCommunications
  /// None: the product is not a certificate.
  case nothing = "none"
}

/// Where a product accepts IP addresses.
public enum IPAddressUse: String, Sendable, Hashable, CaseIterable {
  /// Nowhere.
  case nowhere = "none"
  /// In domainNames.
  case listed
  /// As the common name, if the address is not reachable from the Internet.
  case local
}

/// The validity periods that a product is offered for.
///
/// This is the ordered term, not the lifetime of one certificate: since 2026 a longer term is a series of certificates.
public struct ProductValidity: Sendable, Hashable {
  /// The values of `days` that the reference lists for most products, or for this one.
  public let days: [Int]
  /// The values of `days` that the reference lists for "some products" without naming them.
  package let someDays: [Int]
  /// The values of `years`.
  public let years: [Int]
  /// The source of the values of `years`; for qualified certificates the reference lists only `days`.
  package let yearsSource: FactSource
  /// Whether there is only one value, so that neither parameter is required.
  package let isFixed: Bool
  /// The numbers of days that partners order although the reference does not list them.
  ///
  /// The reference lists its values "for most products"; the partners' guide allows up to 90 additional days.
  package let contestedDays: Sourced<ClosedRange<Int>>?

  private init(
    days: [Int] = [], someDays: [Int] = [], years: [Int] = [], yearsSource: FactSource = .reading,
    isFixed: Bool = false, contestedDays: Sourced<ClosedRange<Int>>? = nil
  ) {
    self.days = days
    self.someDays = someDays
    self.years = years
    self.yearsSource = yearsSource
    self.isFixed = isFixed
    self.contestedDays = contestedDays
  }

  static let most = ProductValidity(
    days: [365, 730, 1095], someDays: [1461, 1826], years: [1, 2, 3], yearsSource: .reference,
    contestedDays: Sourced(1...1826 + 90, .reference, contradictedBy: .partnerGuide))
  static let qualified = ProductValidity(days: [90, 365], years: [1])
  /// One value, which the reference does not specify.
  static let trial = ProductValidity(isFixed: true)
  /// The validity of the certificate that the add-on is ordered with.
  static let addOn = ProductValidity(isFixed: true)

  /// Whether the product is offered for a number of days or years.
  package enum Offer: String, Sendable, Hashable, CaseIterable {
    /// The reference lists it.
    case listed
    /// The reference lists it for some products.
    case possible
    /// The product has one value, which the reference does not specify.
    case unspecified
    /// The reference does not list it, but partners order it.
    case contested
    /// The product is not offered for it.
    case absent
  }

  /// Whether the product is offered for a number of days.
  package func offer(days count: Int) -> Offer {
    if days.contains(count) { return .listed }
    if isFixed { return count > 0 ? .unspecified : .absent }
    if someDays.contains(count) { return .possible }
    return contestedDays?.value.contains(count) == true ? .contested : .absent
  }

  /// Whether the product is offered for a number of years; 4 and 5 correspond to the values in `someDays`.
  package func offer(years count: Int) -> Offer {
    if years.contains(count) { return .listed }
    if isFixed { return count > 0 ? .unspecified : .absent }
    return (4...5).contains(count) && !someDays.isEmpty ? .possible : .absent
  }
}
