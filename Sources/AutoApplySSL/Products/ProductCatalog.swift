// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// Every product code of the API.
public enum ProductCatalog {
  /// All products in the order of the reference.
  public static let all: [Product] = dv + ev + ov + amt + eIDAS + trustLogos

  /// The product with this code.
  public static func product(_ code: Int) -> Product? { all.first { $0.code == code } }

  /// The product whose code has leading zeros, or whose name is most similar to a string.
  static func product(likeName text: String) -> Product? {
    let digits = text.drop { $0 == "0" }
    if let product = digits.decimalInteger.flatMap(product) { return product }
    let name = SpellingSuggestion.words(to: text, in: all.lazy.map(\.name)).first
    // 448 and 488 have the same name; clients order 488.
    return all.last { $0.name == name }
  }

  /// The products whose codes are most similar to a string of digits, closest first.
  ///
  /// Certificates only, because a mistyped code is rarely a TrustLogo's. Codes with similar digits come first, then
  /// those closest in value.
  public static func nearest(to digits: String, limit: Int = 3) -> [Product] {
    let certificates = all.filter(\.isCertificate)
    let slips = SpellingSuggestion.words(to: digits, in: certificates.map { String($0.code) }, limit: limit)
    var found = slips.compactMap { digits in certificates.first { String($0.code) == digits } }
    guard let number = digits.decimalInteger, (0...1_000_000).contains(number) else { return found }
    let byValue = certificates.sorted { (abs($0.code - number), $0.code) < (abs($1.code - number), $1.code) }
    for product in byValue where found.count < limit && !found.contains(product) { found.append(product) }
    return found
  }

  /// What is known about a code that is missing from the API's list of products, as a sentence, or nil.
  public static func mention(of code: Int) -> String? { mentions.first { $0.code == code }?.sentence }

  private static let mentions: [(code: Int, sentence: String)] = [
    (732, "732 is in the reference's sample request, but not in its list of products"),
    (786, "786 is in the description of organizationIdentifier, but not in the list of products"),
    (787, "787 is in the description of organizationIdentifier, but not in the list of products"),
    (279, elsewhere(279, "PositiveSSL Multi-Domain DV")),
    (287, elsewhere(287, "PositiveSSL DV")),
    (289, elsewhere(289, "PositiveSSL Wildcard DV")),
    (291, elsewhere(291, "PositiveSSL Trial DV")),
    (330, elsewhere(330, "InstantSSL DV")),
    (331, elsewhere(331, "InstantSSL Wildcard DV")),
    (556, elsewhere(556, "PositiveSSL EV")),
    (557, elsewhere(557, "PositiveSSL EV Multi-Domain")),
    (567, elsewhere(567, "InstantSSL EV")),
    (568, elsewhere(568, "InstantSSL EV Multi-Domain")),
    (749, elsewhere(749, "Enterprise SSL DV")),
    (750, elsewhere(750, "Enterprise SSL Wildcard DV")),
    (751, elsewhere(751, "Enterprise SSL Multi-Domain DV")),
  ]

  private static func elsewhere(_ code: Int, _ name: String) -> String {
    "\(code) is \(name) in AutoApplyOrder, which AutoApplySSL does not offer"
  }
}

extension ProductCatalog {
  static let dv: [Product] = [
    .certificate(
      448, "COMODO SSL", .dv, addOns: [490], addOnSource: .reading,
      note:
        "the reference lists 448, but uses 488 in its sentence on TrustLogos, as AutoApplyOrder and published clients "
        + "do; if the CA refuses 448, order 488"),
    .certificate(
      488, "COMODO SSL", .dv, addOns: [490], source: .autoApplyOrder,
      note:
        "the reference lists 448, but uses 488 in its sentence on TrustLogos, as AutoApplyOrder and published clients "
        + "do; if the CA refuses 488, ask the account manager about 448"),
    .certificate(489, "COMODO SSL Wildcard", .dv, .wildcard, addOns: [490]),
    .certificate(492, "COMODO SSL Unified Communications", .dv, .unifiedCommunications),
  ]

  static let ev: [Product] = [
    .certificate(337, "COMODO EV SSL", .ev),
    .certificate(410, "COMODO EV Multi-Domain SSL", .ev, .multiDomain),
  ]

  static let ov: [Product] = [
    .certificate(7, "PremiumSSL", .ov, addOns: logos),
    .certificate(24, "InstantSSL", .ov, addOns: logos),
    .certificate(34, "InstantSSL Pro", .ov, addOns: logos),
    .certificate(35, "PremiumSSL Wildcard", .ov, .wildcard, addOns: logos),
    .certificate(43, "Trial SSL", .ov, validity: .trial),
    .certificate(44, "Intranet SSL", .ov, isIntranet: true),
    .certificate(62, "EliteSSL", .ov, addOns: logos),
    .certificate(63, "GoldSSL", .ov, addOns: logos),
    .certificate(64, "PlatinumSSL", .ov, addOns: logos),
    .certificate(65, "PlatinumSSL Wildcard", .ov, .wildcard, addOns: logos),
    .certificate(316, "PremiumSSL Legacy", .ov, addOns: logos),
    .certificate(318, "PlatinumSSL Legacy", .ov, addOns: logos),
    .certificate(322, "PremiumSSL Legacy Wildcard", .ov, .wildcard, addOns: logos),
    .certificate(324, "PlatinumSSL Legacy Wildcard", .ov, .wildcard, addOns: logos),
    .certificate(335, "Multi-Domain SSL", .ov, .multiDomain),
    .certificate(361, "Unified Communications", .ov, .unifiedCommunications),
    .certificate(583, "SectigoSSL OV MDC", .ov, .multiDomain, addOns: logos),
  ]

  static let amt: [Product] = [
    .certificate(510, "COMODO AMT SSL", .amt),
    .certificate(511, "COMODO AMT SSL Wildcard", .amt, .wildcard),
    .certificate(512, "COMODO AMT SSL Multi-Domain", .amt, .multiDomain),
  ]

  static let eIDAS: [Product] = [
    .certificate(791, "QWAC Natural", .eIDASNatural, validity: .qualified),
    .certificate(792, "QWAC Natural Multi-Domain", .eIDASNatural, .multiDomain, validity: .qualified),
    .certificate(783, "QWAC Legal", .eIDASLegal, validity: .qualified),
    .certificate(784, "QWAC Legal Multi-Domain", .eIDASLegal, .multiDomain, validity: .qualified),
    .certificate(788, "QWAC Legal for PSD2", .eIDASPSD2, validity: .qualified),
    .certificate(789, "QWAC Legal for PSD2 Multi-Domain", .eIDASPSD2, .multiDomain, validity: .qualified),
  ]

  static let trustLogos: [Product] = [
    .trustLogo(490, "COMODO SSL TrustLogo"),
    .trustLogo(36, "TrustLogo"),
    .trustLogo(37, "Card Payment TrustLogo"),
  ]

  /// The TrustLogos for OV certificates other than 43, 44, 335 and 361.
  private static let logos = [36, 37]
}
