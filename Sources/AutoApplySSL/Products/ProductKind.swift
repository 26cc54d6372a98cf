// SPDX-License-Identifier: Apache-2.0

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
