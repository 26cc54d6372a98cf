// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import OpenSSLBridge
internal import PKCS10

/// The certificates of an input: PEM, DER or PKCS#7.
public struct IssuedChain: Sendable {
  /// The certificates, in the order of the input.
  let certificates: [Certificate]
  /// Whether the order has a meaning; those of PKCS#7 are a set.
  let isOrdered: Bool

  /// Reads the certificates of an input; nil if there are none.
  public init?(reading input: [UInt8]) {
    self.init(span: input.span)
  }

  package init?(span input: Span<UInt8>) {
    var found: [Certificate] = []
    var isOrdered = true
    ObjectScanner.scan(input) { object, bytes in
      if object.kind == .other(.pkcs7) { isOrdered = false }
      let all =
        switch object.kind {
        case .certificate: [bytes.indices.map { bytes[$0] }]
        case .other(.pkcs7): CertificateBag.certificates(bytes)
        case .request, .enclosing, .other, .malformed: [[UInt8]]()
        }
      found += all.compactMap { try? Certificate(der: $0) }
    }
    guard !found.isEmpty else { return nil }
    certificates = found
    self.isOrdered = isOrdered
  }

  /// The issued certificate: the one with the ordered key, else the first that is not a CA's, else the first.
  func leaf(for order: RequestedCertificate) -> LeafCertificate {
    let all = certificates.map { LeafCertificate($0) }
    return all.first { $0.key == order.key } ?? all.first { !$0.certificate.isCA } ?? all[0]
  }
}

/// A certificate with the values that are compared.
struct LeafCertificate {
  let certificate: Certificate
  /// The canonical public key.
  let key: [UInt8]
  /// The alternative names.
  let names: [ComparedName]
  let commonName: String?
  let subject: [ComparedField]

  init(_ certificate: Certificate) {
    let bytes = certificate.der.span
    self.certificate = certificate
    key = KeyReader.canonical(bytes.extracting(certificate.publicKey.range))
    names = ComparedName.all(certificate.subjectAlternativeNames, in: bytes)
    commonName = certificate.subject.first { $0.oid.known == .commonName }?.displayText(in: bytes)
    subject = ComparedField.all(certificate.subject, in: bytes)
  }
}

/// A name in the form in which names are compared.
struct ComparedName: Hashable {
  let text: String

  init(_ text: String) { self.text = NameFold.fold(text) }

  static func all(_ names: [GeneralName], in bytes: Span<UInt8>) -> [ComparedName] {
    var seen: Set<ComparedName> = []
    return names.filter { $0.kind == .dns || $0.kind == .ip }
      .map { ComparedName($0.text(in: bytes).text) }
      .filter { seen.insert($0).inserted }
  }

  /// Whether the CA adds this name to another: the same with or without `www.`, or the base of a wildcard.
  func isAdded(to other: ComparedName) -> Bool {
    text == "www." + other.text || "www." + text == other.text || "*." + text == other.text
  }
}

/// A subject attribute other than the common name.
struct ComparedField: Hashable {
  let oid: String
  let name: String
  let value: String

  static func all(_ attributes: [NameAttribute], in bytes: Span<UInt8>) -> [ComparedField] {
    attributes.filter { $0.oid.known != .commonName }.map { attribute in
      ComparedField(
        oid: attribute.oid.dotted(in: bytes), name: attribute.oid.label(in: bytes),
        value: attribute.displayText(in: bytes))
    }
  }

  /// The value without differences of case and white space (RFC 4518 §2).
  var folded: String {
    value.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }
}
