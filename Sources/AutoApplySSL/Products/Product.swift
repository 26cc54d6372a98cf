// SPDX-License-Identifier: Apache-2.0

/// One product of the API, each fact with its source.
public final class Product: Sendable {
  /// The integer that orders it.
  public let code: Int
  /// The reference's name for it.
  public let name: String
  /// Its family, as the reference lists it.
  public let kind: Sourced<ProductKind>
  /// What names it covers.
  public let coverage: Sourced<NameCoverage>
  /// Whether its names are those of a private network, neither public names nor public addresses.
  public let isIntranet: Sourced<Bool>
  /// Where it takes IP addresses.
  public let ipAddresses: Sourced<IPAddressUse>
  /// Whether domainNames may hold wildcard names.
  public let wildcardNames: Sourced<Bool>
  /// The TrustLogo codes that may be ordered with it.
  public let addOns: Sourced<[Int]>
  /// The lengths of time that it is sold for.
  public let validity: Sourced<Validity>
  /// What a person should know about the code itself, or nil.
  public let note: String?
  /// What the scopes of parameters and conditions tell it by.
  let traits: ProductScope

  init(
    _ code: Int, _ name: String, kind: Sourced<ProductKind>, coverage: Sourced<NameCoverage>,
    isIntranet: Sourced<Bool>, ipAddresses: Sourced<IPAddressUse>, wildcardNames: Sourced<Bool>,
    addOns: Sourced<[Int]>, validity: Sourced<Validity>, note: String?
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
    traits = ProductScope(kind: kind.value, coverage: coverage.value, validity: validity.value)
  }

  /// Whether the common name must be a wildcard.
  public var isWildcard: Bool { traits.contains(.wildcard) }
  /// Whether it covers a list of names, unified communications included.
  public var isMultiDomain: Bool { traits.contains(.multiDomain) }
  /// Whether it is a unified communications certificate.
  public var isUnifiedCommunications: Bool { traits.contains(.unifiedCommunications) }
  /// Whether it covers the one name that the common name tells, wildcards included.
  public var isSingleDomain: Bool { traits.contains(.singleDomain) }

  /// Whether a name may be in its list, as far as that is a matter of addresses and wildcards. Those that take no other
  /// wildcards take those of onion services (EV Guidelines 7.1.2.2).
  public func takes(_ name: EffectiveName) -> Bool {
    switch name.shape {
    case .host: true
    case .ipAddress: ipAddresses.value != .nowhere
    case .wildcard: wildcardNames.value || name.folded.hasSuffix(".onion")
    }
  }

  /// Whether it is a certificate rather than an addition to one.
  public var isCertificate: Bool { kind.value.isCertificate }
}

extension Product: Hashable {
  /// There is one product for each code.
  public static func == (left: Product, right: Product) -> Bool { left.code == right.code }
  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Product {
  /// A certificate product; what its family and coverage imply is filled in here, in one place.
  static func certificate(
    _ code: Int, _ name: String, _ kind: ProductKind, _ coverage: NameCoverage = .single,
    isIntranet: Bool = false, addOns: [Int] = [], validity: Validity = .most,
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

  static func trustLogo(_ code: Int, _ name: String) -> Product {
    Product(
      code, name, kind: Sourced(.trustLogo, .reference), coverage: Sourced(.nothing, .reference),
      isIntranet: Sourced(false, .reference), ipAddresses: Sourced(.nowhere, .reference),
      wildcardNames: Sourced(false, .reference), addOns: Sourced([], .reference),
      validity: Sourced(.addOn, .reading), note: nil)
  }

  /// Resellers list wildcards in DV and OV multi-domain certificates; the EV Guidelines forbid them.
  private static func wildcards(_ kind: ProductKind, _ listsNames: Bool) -> Sourced<Bool> {
    guard listsNames else { return Sourced(false, .reading) }
    if kind == .ev || kind.isEIDAS { return Sourced(false, .evGuidelines) }
    return Sourced(true, kind == .amt ? .reading : .reseller)
  }

  /// The reference allows addresses in domainNames "for non-EV certificates"; that qualified certificates
  /// count as EV there is inferred, since their profile follows the EV Guidelines.
  private static func listed(_ kind: ProductKind, _ listsNames: Bool) -> Sourced<IPAddressUse> {
    guard listsNames else { return Sourced(.nowhere, .reading) }
    if kind.isEIDAS { return Sourced(.nowhere, .evGuidelines) }
    return Sourced(kind == .ev ? .nowhere : .listed, .reference)
  }
}

/// The family that the reference lists a product under.
public enum ProductKind: String, Sendable, Hashable, CaseIterable {
  case dv = "DV"
  case ov = "OV"
  case ev = "EV"
  case amt = "AMT"
  case eIDASNatural = "eIDAS natural person"
  case eIDASLegal = "eIDAS legal person"
  case eIDASPSD2 = "eIDAS PSD2"
  case trustLogo = "TrustLogo"

  /// Whether an order of this kind yields a certificate.
  public var isCertificate: Bool { self != .trustLogo }

  /// Whether it is a qualified certificate for website authentication (QWAC).
  public var isEIDAS: Bool { self == .eIDASNatural || self == .eIDASLegal || self == .eIDASPSD2 }
}

/// How many and what names a certificate product covers.
public enum NameCoverage: String, Sendable, Hashable, CaseIterable {
  /// One name, and the same with or without `www`.
  case single
  /// Every host directly below one name.
  case wildcard
  /// The names of `domainNames` or of the request's subjectAltName.
  case multiDomain
  /// The same, with the request's common name as the primary one.
  case unifiedCommunications
  /// None: the product is no certificate.
  case nothing = "none"
}

/// Where a product takes IP addresses.
public enum IPAddressUse: String, Sendable, Hashable, CaseIterable {
  case nowhere = "none"
  /// In domainNames, beside names.
  case listed
  /// As the common name, if the address is not reachable from the Internet.
  case local
}

/// The lengths of time that a product is sold for.
///
/// What is bought, not what one certificate lasts: since 2026 a longer term is a series of certificates.
public struct Validity: Sendable, Hashable {
  /// The values of `days` that the reference names for most products, or for this one.
  public let days: [Int]
  /// The values of `days` that it names for "some products" without saying which.
  public let someDays: [Int]
  /// The values of `years`.
  public let years: [Int]
  /// Where the values of `years` come from: for qualified certificates the reference tells `days` alone.
  public let yearsSource: FactSource
  /// Whether there is only one value, so that neither parameter is needed.
  public let isFixed: Bool

  static let most = Validity(
    days: [365, 730, 1095], someDays: [1461, 1826], years: [1, 2, 3], yearsSource: .reference, isFixed: false)
  static let qualified = Validity(days: [90, 365], someDays: [], years: [1], yearsSource: .reading, isFixed: false)
  /// One value, which the reference does not tell.
  static let trial = Validity(days: [], someDays: [], years: [], yearsSource: .reading, isFixed: true)
  /// Sold with a certificate and for as long.
  static let addOn = Validity(days: [], someDays: [], years: [], yearsSource: .reading, isFixed: true)

  /// Whether a number is one that the product is sold for.
  public enum Offer: String, Sendable, Hashable, CaseIterable {
    /// The reference lists it.
    case listed
    /// The reference lists it for some products.
    case possible
    /// The product has one value and the reference does not tell it.
    case untold
    /// It is not among the values.
    case absent
  }

  /// Whether the product is sold for so many days.
  public func offer(days count: Int) -> Offer {
    if days.contains(count) { return .listed }
    if isFixed { return count > 0 ? .untold : .absent }
    return someDays.contains(count) ? .possible : .absent
  }

  /// Whether the product is sold for so many years; four and five are the longer values of `days` in years.
  public func offer(years count: Int) -> Offer {
    if years.contains(count) { return .listed }
    if isFixed { return count > 0 ? .untold : .absent }
    return (4...5).contains(count) && !someDays.isEmpty ? .possible : .absent
  }
}
