// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// A method of domain control validation; the raw value is the API's `dcvMethod`.
///
/// Source: AutoApplySSL request, `dcvMethod`, `dcvEmailAddresses`, `validationTokens`.
public enum ValidationMethod: String, Sendable, Hashable, CaseIterable {
  /// A mail to one of the domain's addresses, with a code to be typed in.
  case email = "EMAIL"
  /// A file fetched by HTTP on port 80.
  case http = "HTTP_CSR_HASH"
  /// A file fetched by HTTPS on port 443.
  case https = "HTTPS_CSR_HASH"
  /// A CNAME record.
  case cname = "CNAME_CSR_HASH"
  /// A TXT record whose value the CA makes.
  case txt = "DNSTXT_RANDOM_VALUE"
}

extension ValidationMethod {
  /// One row of what the API and the command call a method.
  private struct Row {
    let option: String
    let listToken: String?
    let title: String
  }

  private var row: Row {
    switch self {
    case .email: Row(option: "email", listToken: nil, title: "e-mail")
    case .http: Row(option: "http", listToken: "HTTPCSRHASH", title: "file over HTTP")
    case .https: Row(option: "https", listToken: nil, title: "file over HTTPS")
    case .cname: Row(option: "cname", listToken: "CNAMECSRHASH", title: "CNAME record")
    case .txt: Row(option: "txt", listToken: "DNSTXTRNDVAL", title: "TXT record")
    }
  }

  /// The short name on the command line.
  public var option: String { row.option }
  /// What people call it.
  public var title: String { row.title }
  /// The token for one name in `validationTokens` and `dcvEmailAddresses`; none is documented for EMAIL and HTTPS.
  public var listToken: String? { row.listToken }
  /// The token that stands alone in those lists and means every name.
  public var commonToken: String? { listToken.map { "ALL\($0)" } }
  /// Whether the proof is a file on a web server.
  public var usesFile: Bool { self == .http || self == .https }
  /// Whether the proof is, or follows from, a record in the DNS.
  public var usesDNS: Bool { !usesFile }

  /// The method of a short name, in any case of letters.
  public init?(option: String) {
    let option = option.lowercased()
    guard let method = ValidationMethod.allCases.first(where: { $0.option == option }) else { return nil }
    self = method
  }

  /// The method of a token for one name.
  public init?(listToken: String) {
    guard let method = ValidationMethod.allCases.first(where: { $0.listToken == listToken }) else { return nil }
    self = method
  }

  /// The method of a token for every name.
  public init?(commonToken: String) {
    guard let method = ValidationMethod.allCases.first(where: { $0.commonToken == commonToken }) else { return nil }
    self = method
  }
}

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
