// SPDX-License-Identifier: Apache-2.0

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
