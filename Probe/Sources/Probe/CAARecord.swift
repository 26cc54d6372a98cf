// SPDX-License-Identifier: Apache-2.0

/// A CAA property (RFC 8659 §4.1).
package struct CAARecord: Hashable {
  package let isCritical: Bool
  /// The tag in lower case.
  package let tag: String
  package let value: String

  /// Reads the data of a record; nil when it is malformed.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 2, bytes[1] > 0, bytes.count >= 2 + Int(bytes[1]) else { return nil }
    isCritical = bytes[0] & 0x80 != 0
    tag = String(decoding: bytes[2..<(2 + Int(bytes[1]))], as: UTF8.self).lowercased()
    value = String(decoding: bytes[(2 + Int(bytes[1]))...], as: UTF8.self)
  }

  /// The CA's domain in an issue property, empty for "nobody"; parameters follow a semicolon (RFC 8659 §4.2).
  package var issuer: String {
    let domain = value.prefix { $0 != ";" }
    let start = domain.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed()).lowercased()
  }
}

/// Whether a set of CAA records lets Sectigo issue (RFC 8659 §4).
package struct CAAPolicy {
  /// The names by which Sectigo knows itself, the recommended one first (Sectigo, CAA records).
  static let issuers = ["sectigo.com", "trust-provider.com", "usertrust.com", "comodoca.com", "comodo.com"]
  private static let known: Set = [
    "issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail", "issuevmc",
  ]

  package let records: [CAARecord]

  /// Why it does not; nil when it does.
  package func obstacle(isWildcard: Bool) -> String? {
    if let strange = records.first(where: { $0.isCritical && !CAAPolicy.known.contains($0.tag) }) {
      return "has the critical property \(ShownText.excerpt(strange.tag)), which no CA may pass over"
    }
    let wild = records.filter { $0.tag == "issuewild" }
    let deciding = isWildcard && !wild.isEmpty ? wild : records.filter { $0.tag == "issue" }
    guard !deciding.isEmpty, !deciding.contains(where: { CAAPolicy.issuers.contains($0.issuer) }) else { return nil }
    let named = Set(deciding.map(\.issuer)).sorted().map { $0.isEmpty ? "nobody" : ShownText.excerpt($0, limit: 60) }
    return "lets only \(named.joined(separator: ", ")) issue"
  }
}
