// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// Every product code of the API.
public enum ProductCatalog {
  /// All products in the order of the reference.
  public static let all: [Product] = dv + ev + ov + amt + eIDAS + trustLogos

  /// The product with this code.
  public static func product(_ code: Int) -> Product? { all.first { $0.code == code } }

  /// The product whose code is written with zeros before it, or whose name is nearest to a text.
  static func product(likeName text: String) -> Product? {
    let digits = text.drop { $0 == "0" }
    if let product = digits.wholeNumber.flatMap(product) { return product }
    let name = SpellingSuggestion.words(to: text, in: all.lazy.map(\.name)).first
    // 448 and 488 have one name; clients order 488.
    return all.last { $0.name == name }
  }

  /// The known products whose codes look most like the given digits, nearest first.
  ///
  /// Certificates only: a mistyped code is hardly ever a TrustLogo's. Codes that are one slip away come first,
  /// then those nearest in value.
  public static func nearest(to digits: String, limit: Int = 3) -> [Product] {
    let certificates = all.filter(\.isCertificate)
    let slips = SpellingSuggestion.words(to: digits, in: certificates.map { String($0.code) }, limit: limit)
    var found = slips.compactMap { digits in certificates.first { String($0.code) == digits } }
    guard let number = digits.wholeNumber, (0...1_000_000).contains(number) else { return found }
    let byValue = certificates.sorted { (abs($0.code - number), $0.code) < (abs($1.code - number), $1.code) }
    for product in byValue where found.count < limit && !found.contains(product) { found.append(product) }
    return found
  }

  /// What is known of a code that the API's list does not have, as a sentence, or nil.
  public static func mention(of code: Int) -> String? { mentions.first { $0.code == code }?.sentence }

  private static let mentions: [(code: Int, sentence: String)] = [
    (732, "732 stands in the reference's sample request and not in its list of products"),
    (786, "786 stands beside organizationIdentifier and not in the list of products"),
    (787, "787 stands beside organizationIdentifier and not in the list of products"),
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
    "\(code) is \(name) in AutoApplyOrder and no product of AutoApplySSL"
  }
}
