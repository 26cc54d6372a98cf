// SPDX-License-Identifier: Apache-2.0

extension ProductCatalog {
  static let dv: [Product] = [
    .certificate(
      448, "COMODO SSL", .dv, addOns: [490], addOnSource: .reading,
      note: "the reference lists 448 for it, and means 488 in its sentence on TrustLogos, as AutoApplyOrder and "
        + "published clients do; if 448 is refused, send 488"),
    .certificate(
      488, "COMODO SSL", .dv, addOns: [490], source: .autoApplyOrder,
      note: "the reference lists 448 for it, and means 488 in its sentence on TrustLogos, as AutoApplyOrder and "
        + "published clients do; if 488 is refused, ask the account manager about 448"),
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

  /// The TrustLogos that go with OV certificates other than 43, 44, 335 and 361.
  private static let logos = [36, 37]
}
