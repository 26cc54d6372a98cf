// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
public import KeyAudit
package import OpenSSLBridge
public import PKCS10
public import Preflight

/// The result of inspecting one request.
///
/// It is a class because it contains the complete request and is never modified.
public final class RequestReport: Sendable {
  /// The source of the request.
  public let source: RequestSource
  /// The request.
  package let request: CertificationRequest
  /// What was established about the key and the signature.
  let evidence: RequestEvidence
  /// The findings, the one to act on first at the start.
  public let findings: [Finding]

  init(source: RequestSource, request: CertificationRequest, evidence: RequestEvidence, findings: [Finding]) {
    self.source = source
    self.request = request
    self.evidence = evidence
    self.findings = findings
  }

  /// The status of the signature.
  public var signature: SignatureStatus { evidence.signature }

  /// The result of the key audit. Without a valid signature, it contains no accusation that damage to the request could
  /// explain.
  public var keyVerdict: KeyVerdict { evidence.keyVerdict }

  /// The MD5 digest of the DER, computed on each access: the name of the validation file and record.
  package var md5: Digest { digest(.md5) }

  /// The SHA-1 digest of the DER, computed on each access.
  package var sha1: Digest { digest(.sha1) }

  /// The SHA-256 digest of the DER, computed on each access: the request token.
  package var sha256: Digest { digest(.sha256) }

  /// The digests of the DER in hexadecimal, as the command prints them.
  public var digests: Digests { Digests(md5: md5.hex(upperCase: true), sha1: sha1.hex(), sha256: sha256.hex()) }

  /// The SHA-256 digest of the SubjectPublicKeyInfo, computed on each access.
  package var keySHA256: Digest {
    let der = request.der
    return Digest(.sha256, of: request.publicKey.range, in: der.span)
  }

  private func digest(_ algorithm: DigestAlgorithm) -> Digest {
    let der = request.der
    return Digest(algorithm, of: der.span)
  }

  /// Whether the CA is predicted to return an error.
  package var isRefused: Bool {
    findings.contains(where: \.isRefusal)
  }

  /// The highest severity of a finding; nil if there are none.
  package var worst: Severity? { findings.map(\.severity).max() }
}

// The parts of a request as values that own their text.
extension RequestReport {
  /// The digests of a request in DER, exactly as received.
  public struct Digests: Sendable, Hashable {
    /// MD5 in upper-case hexadecimal: the name of the validation file.
    public let md5: String
    /// SHA-1 in lower-case hexadecimal.
    public let sha1: String
    /// SHA-256 in lower-case hexadecimal: the content of the validation file.
    public let sha256: String
  }

  /// An attribute of the subject.
  public struct SubjectField: Sendable, Hashable {
    /// The attribute type as a dotted object identifier.
    public let oid: String
    /// The name of the attribute type, such as `commonName`; nil if it is unknown.
    public let name: String?
    /// The value, decoded; hexadecimal if its type is not a string.
    public let value: String
  }

  /// A subject alternative name (RFC 5280 §4.2.1.6).
  public struct AlternativeName: Sendable, Hashable {
    /// The form of the name: `dns`, `ip`, `email`, `uri`, `directoryName`, …
    public let type: String
    /// The name as text.
    public let value: String
  }

  /// The public key.
  public struct PublicKeyInfo: Sendable, Hashable {
    /// RSA, RSA-PSS, EC, Ed25519, ML-DSA-65, …, or the dotted object identifier if it is unknown.
    public let algorithm: String
    /// The size in bits; nil if the algorithm has none.
    public let bits: Int?
    /// The curve: P-256, P-384, P-521, or its name or object identifier; nil unless it is an EC key.
    public let curve: String?
    /// The public exponent in decimal; nil unless the key is an RSA key.
    public let exponent: String?
    /// SHA-256 of the SubjectPublicKeyInfo in lower-case hexadecimal.
    public let sha256: String

    /// An algorithm; the raw value is ``algorithm``.
    @nonexhaustive
    public enum Kind: String, Sendable, Hashable {
      /// RSA.
      case rsa = "RSA"
      /// RSA that is restricted to RSASSA-PSS.
      case rsaPSS = "RSA-PSS"
      /// An elliptic curve.
      case ec = "EC"
      /// Ed25519.
      case ed25519 = "Ed25519"
      /// Ed448.
      case ed448 = "Ed448"
      /// DSA.
      case dsa = "DSA"
      /// Another, such as ML-DSA.
      case other
    }

    /// The algorithm.
    public var kind: Kind { Kind(rawValue: algorithm) ?? .other }
  }

  /// An attribute or a requested extension.
  public struct Element: Sendable, Hashable {
    /// The type as a dotted object identifier.
    public let oid: String
    /// The name of the type, such as `keyUsage`; nil if it is unknown.
    public let name: String?
    /// Whether an extension is marked critical; false for an attribute.
    public let isCritical: Bool
    /// The decoded value for display; passwords are left out.
    public let text: String
  }

  /// The first common name; nil if the subject has none.
  public var commonName: String? { commonNames.first }

  /// All common names in the order of the request.
  public var commonNames: [String] { subject.filter { $0.oid == RequestReport.commonNameOID }.map(\.value) }

  private static let commonNameOID = "2.5.4.3"

  /// The attributes of the subject in the order of the request.
  public var subject: [SubjectField] {
    let der = request.der
    let bytes = der.span
    return request.subject.map { attribute in
      SubjectField(
        oid: attribute.oid.dotted(in: bytes), name: attribute.oid.known?.name, value: attribute.displayText(in: bytes))
    }
  }

  /// The subject alternative names in the order of the request.
  public var subjectAlternativeNames: [AlternativeName] {
    let der = request.der
    let bytes = der.span
    return request.subjectAlternativeNames.map { name in
      AlternativeName(type: name.kind.name, value: name.text(in: bytes).text)
    }
  }

  /// The public key.
  public var key: PublicKeyInfo {
    let der = request.der
    let bytes = der.span
    let key = request.publicKey
    var exponent: String?
    if case .rsa(let rsa) = key.key { exponent = Decimal.text(rsa.exponent, in: bytes) }
    return PublicKeyInfo(
      algorithm: key.displayName(in: bytes), bits: key.bitCount,
      curve: key.curveName(in: bytes), exponent: exponent, sha256: keySHA256.hex())
  }

  /// The name of the signature algorithm, such as `sha256WithRSAEncryption`, or its dotted object identifier.
  public var signatureAlgorithm: String {
    request.signatureAlgorithmName
  }

  /// The attributes in the order of the request.
  public var attributes: [Element] {
    let der = request.der
    let bytes = der.span
    return request.attributes.map { attribute in
      Element(
        oid: attribute.oid.dotted(in: bytes), name: attribute.oid.known?.name, isCritical: false,
        text: attribute.displayText(in: bytes))
    }
  }

  /// The requested extensions in the order of the request.
  public var extensions: [Element] {
    let der = request.der
    let bytes = der.span
    return request.extensions.map { requested in
      Element(
        oid: requested.oid.dotted(in: bytes), name: requested.oid.known?.name, isCritical: requested.isCritical,
        text: requested.displayText(in: bytes))
    }
  }

  /// The request in DER, exactly as received.
  public var der: [UInt8] { request.der }

  /// The request as PEM (RFC 7468 §7).
  public var pem: String { PEMText.request(request.der) }
}

extension CertificationRequest {
  /// The common names, in order.
  package var commonNames: [String] {
    subject.filter { $0.oid.known == .commonName }.map { $0.displayText(in: der.span) }
  }
}
