// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// What a signature algorithm's identifier stands for.
public struct SignatureAlgorithm: Sendable, Hashable {
  /// The kind of key that it takes.
  public enum Scheme: UInt8, Sendable, Hashable {
    case rsaPKCS1, rsaPSS, ecdsa, dsa, eddsa, other
  }

  /// The kind of key that it takes.
  public let scheme: Scheme
  /// The hash function, where the identifier names one that is computed here.
  public let digest: DigestAlgorithm?
  /// Whether the hash is broken for signatures (MD2, MD4, MD5, SHA-1).
  public let isWeak: Bool

  /// Looks up an identifier; an unknown one gives `.other`.
  public init(_ oid: OIDReference) {
    self =
      oid.known.flatMap { SignatureAlgorithm.table[$0] }
      ?? SignatureAlgorithm(scheme: .other, digest: nil, isWeak: false)
  }

  private init(scheme: Scheme, digest: DigestAlgorithm?, isWeak: Bool) {
    self.scheme = scheme
    self.digest = digest
    self.isWeak = isWeak
  }

  private static let table: KnownOIDMap<SignatureAlgorithm> = {
    let rows: [(String, Scheme, DigestAlgorithm?, Bool)] = [
      ("1.2.840.113549.1.1.2", .rsaPKCS1, nil, true), ("1.2.840.113549.1.1.3", .rsaPKCS1, nil, true),
      ("1.2.840.113549.1.1.4", .rsaPKCS1, .md5, true), ("1.2.840.113549.1.1.5", .rsaPKCS1, .sha1, true),
      ("1.2.840.113549.1.1.14", .rsaPKCS1, .sha224, false), ("1.2.840.113549.1.1.11", .rsaPKCS1, .sha256, false),
      ("1.2.840.113549.1.1.12", .rsaPKCS1, .sha384, false), ("1.2.840.113549.1.1.13", .rsaPKCS1, .sha512, false),
      ("1.2.840.113549.1.1.15", .rsaPKCS1, nil, false), ("1.2.840.113549.1.1.16", .rsaPKCS1, nil, false),
      ("1.3.14.3.2.29", .rsaPKCS1, .sha1, true), ("1.3.14.3.2.3", .rsaPKCS1, .md5, true),
      ("1.2.840.113549.1.1.10", .rsaPSS, nil, false),
      ("1.2.840.10045.4.1", .ecdsa, .sha1, true), ("1.2.840.10045.4.3.1", .ecdsa, .sha224, false),
      ("1.2.840.10045.4.3.2", .ecdsa, .sha256, false), ("1.2.840.10045.4.3.3", .ecdsa, .sha384, false),
      ("1.2.840.10045.4.3.4", .ecdsa, .sha512, false),
      ("1.2.840.10040.4.3", .dsa, .sha1, true), ("1.3.14.3.2.27", .dsa, .sha1, true),
      ("2.16.840.1.101.3.4.3.1", .dsa, .sha224, false), ("2.16.840.1.101.3.4.3.2", .dsa, .sha256, false),
      ("2.16.840.1.101.3.4.3.3", .dsa, .sha384, false), ("2.16.840.1.101.3.4.3.4", .dsa, .sha512, false),
      ("1.3.101.112", .eddsa, nil, false), ("1.3.101.113", .eddsa, nil, false),
    ]
    return KnownOIDMap(
      rows.compactMap { row in
        KnownOID.find(dotted: row.0).map {
          ($0, SignatureAlgorithm(scheme: row.1, digest: row.2, isWeak: row.3))
        }
      })
  }()
}
