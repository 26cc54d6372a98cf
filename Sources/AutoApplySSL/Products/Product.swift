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
