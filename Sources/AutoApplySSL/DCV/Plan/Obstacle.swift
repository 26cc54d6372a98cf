// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// Why a method cannot prove control over a name.
public enum Obstacle: Sendable, Hashable {
  /// A file proves one exact host, never a wildcard.
  case wildcardByFile
  /// A wildcard right below a public suffix.
  case wildcardAtPublicSuffix(String)
  /// An IP address has no place in the DNS to be proven at.
  case addressWithoutFile
  /// The name is itself a public suffix, so there is no domain to search.
  case publicSuffix(String)
  /// A .onion name has no DNS.
  case onion
  /// With the 33 octets of its label the shortest possible owner is over 253 octets.
  case ownerTooLong(octets: Int)
  /// Mail to constructed addresses has ended.
  case emailEnded(CalendarDate)
}

extension Obstacle: CustomStringConvertible {
  /// The reason with what to do instead, as a sentence without a full stop.
  public var description: String {
    switch self {
    case .wildcardByFile:
      "a file proves one exact host name, never a wildcard; use CNAME_CSR_HASH"
    case .wildcardAtPublicSuffix(let suffix):
      "\(suffix) is a public suffix, and no certificate is issued for all names below it"
    case .addressWithoutFile:
      "an IP address can only be proven by a file; use HTTP_CSR_HASH or HTTPS_CSR_HASH"
    case .publicSuffix(let suffix):
      "\(suffix) is a public suffix: records and mail addresses are looked up below it, never at it"
    case .onion:
      "a .onion name is not in the DNS; use HTTP_CSR_HASH"
    case .ownerTooLong(let octets):
      "the shortest owner name would have \(octets) octets, at most 253 are possible; use HTTP_CSR_HASH"
    case .emailEnded(let date):
      "mail to constructed addresses has ended on \(date); use a file or a CNAME record"
    }
  }

  /// Where it is written.
  public var source: String {
    switch self {
    case .wildcardByFile: "BR 3.2.2.4.18"
    case .wildcardAtPublicSuffix: "BR 3.2.2.6"
    case .addressWithoutFile: "Sectigo, HTTP(S) method; BR 3.2.2.5.1"
    case .publicSuffix: "Sectigo, CNAME method; BR 1.6.1 Authorization Domain Name"
    case .onion: "RFC 7686 §2; BR Appendix B"
    case .ownerTooLong: "RFC 1035 §2.3.4"
    case .emailEnded: "BR 3.2.2.4.4; CA/B Forum ballot SC-090"
    }
  }
}
