// SPDX-License-Identifier: Apache-2.0

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
