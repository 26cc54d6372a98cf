// SPDX-License-Identifier: Apache-2.0

/// A method of domain control validation, spelled as `dcvMethod` has it.
public enum DCVMethod: String, Sendable, Hashable, CaseIterable {
  case email = "EMAIL"
  case httpCSRHash = "HTTP_CSR_HASH"
  case httpsCSRHash = "HTTPS_CSR_HASH"
  case cnameCSRHash = "CNAME_CSR_HASH"
  case dnsTXTRandomValue = "DNSTXT_RANDOM_VALUE"

  /// What the method does, as a clause.
  public var title: String {
    switch self {
    case .email: "a mail to the domain's owner"
    case .httpCSRHash: "a file that is fetched over HTTP"
    case .httpsCSRHash: "a file that is fetched over HTTPS"
    case .cnameCSRHash: "a CNAME record"
    case .dnsTXTRandomValue: "a TXT record with a value that the CA chooses"
    }
  }

  /// The token for one name in `dcvEmailAddresses` and `validationTokens`; nil where there is none.
  public var token: String? {
    switch self {
    case .httpCSRHash: "HTTPCSRHASH"
    case .cnameCSRHash: "CNAMECSRHASH"
    case .dnsTXTRandomValue: "DNSTXTRNDVAL"
    case .email, .httpsCSRHash: nil
    }
  }

  /// The token that stands for all names and must stand alone.
  public var tokenForAll: String? { token.map { "ALL" + $0 } }

  /// Whether a file on the host itself is fetched.
  public var isFile: Bool { self == .httpCSRHash || self == .httpsCSRHash }

  /// The method of a token for one name.
  public init?(token: String) {
    guard let method = DCVMethod.allCases.first(where: { $0.token == token }) else { return nil }
    self = method
  }

  /// The method of a token for all names.
  public init?(tokenForAll token: String) {
    guard let method = DCVMethod.allCases.first(where: { $0.tokenForAll == token }) else { return nil }
    self = method
  }

  /// Why the method cannot validate a name, or nil where it can.
  public func obstacle(for name: EffectiveName) -> DCVObstacle? {
    switch name.shape {
    case .wildcard: isFile ? .fileForWildcard : nil
    case .ipAddress: isFile ? nil : .recordForAddress
    case .host: nil
    }
  }
}
