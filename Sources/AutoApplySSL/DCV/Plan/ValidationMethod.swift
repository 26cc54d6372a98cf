// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// A method of domain control validation; the raw value is that of the API's `dcvMethod`.
///
/// Source: AutoApplySSL request, `dcvMethod`, `dcvEmailAddresses`, `validationTokens`.
public enum ValidationMethod: String, Sendable, Hashable, CaseIterable {
  /// An email with a code to one of the domain's addresses.
  case email = "EMAIL"
  /// A file that the CA fetches over HTTP on port 80.
  case http = "HTTP_CSR_HASH"
  /// A file that the CA fetches over HTTPS on port 443.
  case https = "HTTPS_CSR_HASH"
  /// A CNAME record.
  case cname = "CNAME_CSR_HASH"
  /// A TXT record with a value that the CA generates.
  case txt = "DNSTXT_RANDOM_VALUE"
}

extension ValidationMethod {
  /// The names of a method in the API and in the command.
  private struct Row {
    let option: String
    let listToken: String?
    let title: String
    let summary: String
  }

  private var row: Row {
    switch self {
    case .email:
      Row(option: "email", listToken: nil, title: "email", summary: "an email to an address of the domain")
    case .http:
      Row(
        option: "http", listToken: "HTTPCSRHASH", title: "file over HTTP",
        summary: "a file that the CA fetches over HTTP")
    case .https:
      Row(option: "https", listToken: nil, title: "file over HTTPS", summary: "a file that the CA fetches over HTTPS")
    case .cname: Row(option: "cname", listToken: "CNAMECSRHASH", title: "CNAME record", summary: "a CNAME record")
    case .txt:
      Row(
        option: "txt", listToken: "DNSTXTRNDVAL", title: "TXT record",
        summary: "a TXT record with a value that the CA generates")
    }
  }

  /// The short name on the command line.
  public var option: String { row.option }
  /// The method's name for users.
  public var title: String { row.title }
  /// What proves control, as a noun phrase.
  public var summary: String { row.summary }
  /// The token for one name in `validationTokens` and `dcvEmailAddresses`; not documented for EMAIL and HTTPS.
  package var listToken: String? { row.listToken }
  /// The token for all names, which must be the only item of those lists.
  package var commonToken: String? { listToken.map { "ALL\($0)" } }
  /// Whether the proof is a file on a web server.
  public var usesFile: Bool { self == .http || self == .https }
  /// Whether the proof is a DNS record, or depends on one.
  public var usesDNS: Bool { !usesFile }

  /// Creates the method with a short name, in upper or lower case.
  public init?(option: String) {
    let option = option.lowercased()
    guard let method = ValidationMethod.allCases.first(where: { $0.option == option }) else { return nil }
    self = method
  }

  /// Creates the method of a token for one name.
  public init?(listToken: String) {
    guard let method = ValidationMethod.allCases.first(where: { $0.listToken == listToken }) else { return nil }
    self = method
  }

  /// Creates the method of a token for all names.
  public init?(commonToken: String) {
    guard let method = ValidationMethod.allCases.first(where: { $0.commonToken == commonToken }) else { return nil }
    self = method
  }
}

/// Why a method cannot prove control of a name.
public enum Obstacle: Sendable, Hashable {
  /// A file proves control of one host, not of a wildcard.
  case wildcardByFile
  /// The name is a wildcard directly below a public suffix.
  case wildcardAtPublicSuffix(String)
  /// The name is an IP address, which has no DNS records or mailboxes of its own.
  case addressWithoutFile
  /// The name is a public suffix, so there is no domain to search.
  case publicSuffix(String)
  /// The name is a .onion name, which is not in the DNS.
  case onion
  /// The shortest possible owner name, including its 33-octet label, exceeds 253 octets.
  case ownerTooLong(octets: Int)
  /// Email to constructed addresses is no longer allowed.
  case emailEnded(CalendarDate)
}

extension Obstacle: CustomStringConvertible {
  /// The reason, as a clause without a full stop.
  public var reason: String {
    switch self {
    case .wildcardByFile: "a file proves control of one host name, not of a wildcard"
    case .wildcardAtPublicSuffix(let suffix):
      "\(suffix) is a public suffix, and CAs do not issue certificates for all names below it"
    case .addressWithoutFile: "an IP address can only be validated with a file"
    case .publicSuffix(let suffix):
      "\(suffix) is a public suffix: the CA looks up records and email addresses below it, not at it"
    case .onion: "a .onion name is not in the DNS"
    case .ownerTooLong(let octets): "the shortest owner name has \(octets) octets; the maximum is 253"
    case .emailEnded(let date): "email to constructed addresses ended on \(date)"
    }
  }

  /// What to do instead, as an imperative without a full stop, or nil if no method helps.
  public var remedy: String? {
    switch self {
    case .wildcardByFile: "use CNAME_CSR_HASH"
    case .addressWithoutFile: "use HTTP_CSR_HASH or HTTPS_CSR_HASH"
    case .onion, .ownerTooLong: "use HTTP_CSR_HASH"
    case .emailEnded: "use a file or a CNAME record"
    case .wildcardAtPublicSuffix, .publicSuffix: nil
    }
  }

  /// The reason and the remedy, without a full stop.
  public var description: String { remedy.map { "\(reason); \($0)" } ?? reason }

  /// The source of the restriction.
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
