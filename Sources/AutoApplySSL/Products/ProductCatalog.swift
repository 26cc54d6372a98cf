// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// Every product code of the API.
public enum ProductCatalog {
  /// All products in the order of the reference, followed by those of AutoApplyOrder that clients order here.
  public static let all: [Product] = dv + ev + ov + amt + eIDAS + trustLogos + related

  /// The product with this code.
  package static func product(_ code: Int) -> Product? { all.first { $0.code == code } }

  /// The product whose code has leading zeros, or whose name is most similar to a string.
  static func product(likeName text: String) -> Product? {
    let digits = text.drop { $0 == "0" }
    if let product = digits.decimalInteger.flatMap(product) { return product }
    let name = SpellingSuggestion.words(to: text, in: all.lazy.map(\.name)).first
    // 448 and 488 have the same name; clients order 488.
    return all.last { $0.name == name }
  }

  /// What is known about a code that is missing from the API's list of products, as a sentence, or nil.
  package static func mention(of code: Int) -> String? { mentions.first { $0.code == code }?.sentence }

  private static let mentions: [(code: Int, sentence: String)] = [
    (732, "732 is in the reference's sample request, but not in its list of products"),
    (786, "786 is in the description of organizationIdentifier, but not in the list of products"),
    (787, "787 is in the description of organizationIdentifier, but not in the list of products"),
  ]
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

extension ProductCatalog {
  /// The products of AutoApplyOrder without a row above.
  static let related: [Product] = [
    .related(
      291, "PositiveSSL Trial DV", .dv, as: 488, validity: .trial,
      note: "the trial product of AutoApplySSL, 43, is an OV certificate"),
    .related(287, "PositiveSSL DV", .dv, as: 488),
    .related(289, "PositiveSSL Wildcard DV", .dv, .wildcard, as: 489),
    .related(279, "PositiveSSL Multi-Domain DV", .dv, .multiDomain, as: 492),
    .related(556, "PositiveSSL EV", .ev, as: 337),
    .related(557, "PositiveSSL EV Multi-Domain", .ev, .multiDomain, as: 410),
    .related(330, "InstantSSL DV", .dv, as: 488),
    .related(331, "InstantSSL Wildcard DV", .dv, .wildcard, as: 489),
    .related(567, "InstantSSL EV", .ev, as: 337),
    .related(568, "InstantSSL EV Multi-Domain", .ev, .multiDomain, as: 410),
    .related(749, "Enterprise SSL DV", .dv, as: 488),
    .related(750, "Enterprise SSL Wildcard DV", .dv, .wildcard, as: 489),
    .related(751, "Enterprise SSL Multi-Domain DV", .dv, .multiDomain, as: 492),
    .related(562, "EnterpriseSSL Pro EV", .ev, as: 337),
    .related(563, "EnterpriseSSL Pro EV Multi-Domain", .ev, .multiDomain, as: 410),
  ]
}
