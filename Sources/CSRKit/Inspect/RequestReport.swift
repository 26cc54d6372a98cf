// SPDX-License-Identifier: Apache-2.0
public import KeyAudit
public import OpenSSLBridge
public import PKCS10
public import Preflight

/// All that can be said about one request on its own.
///
/// A class, since a report is only ever referred to, and holds the whole request.
public final class RequestReport: Sendable {
  /// Where it came from.
  public let source: RequestSource
  /// The request as it was read.
  public let request: CertificationRequest
  /// What its signature proves.
  public let signature: SignatureStatus
  /// What the audit of the key says.
  public let keyVerdict: KeyVerdict
  /// Why OpenSSL does not decode the request; nil where it does, or where the request is strict DER.
  let decodingFailure: String?
  /// What the rules found, in the order of the catalog.
  public let findings: [Finding]

  init(
    source: RequestSource, request: CertificationRequest, signature: SignatureStatus, keyVerdict: KeyVerdict,
    decodingFailure: String?, findings: [Finding]
  ) {
    self.source = source
    self.request = request
    self.signature = signature
    self.keyVerdict = keyVerdict
    self.decodingFailure = decodingFailure
    self.findings = findings
  }

  /// MD5 of the request's bytes, computed when it is asked for: the name of the validation file and record.
  public var md5: Digest { digest(.md5) }

  /// SHA-1 of the request's bytes, computed when it is asked for.
  public var sha1: Digest { digest(.sha1) }

  /// SHA-256 of the request's bytes, computed when it is asked for: the request token.
  public var sha256: Digest { digest(.sha256) }

  /// SHA-256 of the public key's SubjectPublicKeyInfo, computed when it is asked for.
  public var keySHA256: Digest {
    let der = request.der
    return Digest(.sha256, of: request.publicKey.range, in: der.span)
  }

  private func digest(_ algorithm: DigestAlgorithm) -> Digest {
    let der = request.der
    return Digest(algorithm, of: der.span)
  }

  /// Whether an error of the CA is predicted.
  public var isRefused: Bool {
    findings.contains(where: \.isRefusal)
  }

  /// The gravest finding, or nil where there is none.
  public var worst: Severity? { findings.map(\.severity).max() }
}
