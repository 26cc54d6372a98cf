// SPDX-License-Identifier: Apache-2.0
public import KeyAudit
public import OpenSSLBridge
public import PKCS10
public import Preflight

/// All that can be said about one request on its own.
public struct RequestReport: Sendable {
  /// Where it came from.
  public let source: RequestSource
  /// The request as it was read.
  public let request: CertificationRequest
  /// What its signature proves.
  public let signature: SignatureStatus
  /// What the audit of the key says.
  public let keyVerdict: KeyVerdict
  /// What the rules found, in the order of the catalog.
  public let findings: [Finding]

  /// MD5 of the request's bytes, computed when it is asked for: the name of the validation file and record.
  public var md5: Digest { Digest(.md5, of: request.der.span) }

  /// SHA-1 of the request's bytes, computed when it is asked for.
  public var sha1: Digest { Digest(.sha1, of: request.der.span) }

  /// SHA-256 of the request's bytes, computed when it is asked for: the request token.
  public var sha256: Digest { Digest(.sha256, of: request.der.span) }

  /// SHA-256 of the public key's SubjectPublicKeyInfo, computed when it is asked for.
  public var keySHA256: Digest { Digest(.sha256, of: request.publicKey.whole, in: request.der.span) }

  /// Whether an error of the CA is predicted.
  public var isRefused: Bool {
    findings.contains { $0.severity == .error && $0.predicts != nil }
  }

  /// The gravest finding, or nil where there is none.
  public var worst: Severity? { findings.map(\.severity).max() }
}
