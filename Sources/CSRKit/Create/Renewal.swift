// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import OpenSSLBridge
internal import PKCS10

/// The names and the subject of a certificate, request or order, to create a new request with.
public struct Renewal: Sendable {
  /// What the names and the subject were taken from.
  package enum Source: String, Sendable, Hashable {
    case certificate, csr, order
  }

  /// A part that a new request does not have.
  public struct Dropped: Sendable, Hashable {
    /// The name of the attribute, extension or kind of name.
    public let part: String
    /// Its value; nil for one that is not shown.
    public let value: String?
    /// Why it was dropped, without a full stop.
    public let reason: String
  }

  /// What the names and the subject were taken from.
  package let source: Source
  /// The names, in order, the common name first.
  public private(set) var names: [String] = []
  /// The attributes of the subject, without the common name.
  package private(set) var subject: [RequestPlan.SubjectValue] = []
  /// The parts that were dropped.
  public private(set) var dropped: [Dropped] = []

  /// Reads the first certificate or request of an input, or else an order form; nil if it is none of these.
  public init?(reading input: Span<UInt8>) {
    var found: (Source, [UInt8])?
    ObjectScanner.scan(input) { object, bytes in
      guard found == nil else { return }
      switch object.kind {
      case .certificate: found = (.certificate, bytes.indices.map { bytes[$0] })
      case .request: found = (.csr, bytes.indices.map { bytes[$0] })
      case .other(.pkcs7):
        found = CertificateBag.certificates(bytes).first.map { (.certificate, $0) }
      case .enclosing, .other, .malformed: return
      }
    }
    if found == nil {
      found = Armor.read(input, proof: { _ in false }).requests.first.map { (.csr, $0.der) }
    }
    switch found {
    case (.certificate, let der)?:
      guard let certificate = try? Certificate(der: der) else { return nil }
      self.init(certificate)
    case (_, let der)?:
      guard let request = try? CertificationRequest(der: der) else { return nil }
      self.init(request)
    case nil:
      guard let form = try? OrderForm(reading: input), form.fields.contains(where: { $0.parameter != nil })
      else { return nil }
      self.init(form)
    }
  }

  private init(_ certificate: Certificate) {
    source = .certificate
    let bytes = certificate.der.span
    take(certificate.subject, certificate.subjectAlternativeNames, in: bytes)
    drop(certificate.extensions, in: bytes)
  }

  private init(_ request: CertificationRequest) {
    source = .csr
    let bytes = request.der.span
    take(request.subject, request.subjectAlternativeNames, in: bytes)
    drop(request.extensions, in: bytes)
    for attribute in request.attributes
    where attribute.oid.known != .extensionRequest && attribute.oid.known != .microsoftExtensionRequest {
      dropped.append(
        Dropped(
          part: attribute.oid.label(in: bytes), value: attribute.displayText(in: bytes),
          reason: "it belongs to the old request"))
    }
  }

  private init(_ form: OrderForm) {
    source = .order
    let fields: [(ParameterName, String)] = [
      (.countryName, "2.5.4.6"), (.stateOrProvinceName, "2.5.4.8"), (.localityName, "2.5.4.7"),
      (.postalCode, "2.5.4.17"), (.streetAddress1, "2.5.4.9"), (.streetAddress2, "2.5.4.9"),
      (.streetAddress3, "2.5.4.9"), (.organizationName, "2.5.4.10"),
    ]
    for (name, oid) in fields {
      if let value = form[name], !value.isEmpty { subject.append(.init(oid: oid, value: value)) }
    }
    if let unit = form[.organizationalUnitName], !unit.isEmpty {
      dropped.append(Dropped(part: "organizationalUnitName", value: unit, reason: Renewal.unitReason))
    }
    var plan = RequestPlan()
    plan.form = form
    names = plan.effectiveNames
    if names.isEmpty, let old = form[.csr].flatMap({ Renewal(reading: Array($0.utf8).span) }) { names = old.names }
  }

  private static let unitReason = "CAs must not include it since \(IndustryDate.organizationalUnit.day) (BR 7.1.4.2)"
}

extension Renewal {
  /// Takes the attributes and names that a TLS certificate may have.
  private mutating func take(_ attributes: [NameAttribute], _ alternatives: [GeneralName], in bytes: Span<UInt8>) {
    var previous: Int?
    for attribute in attributes {
      let value = attribute.text(in: bytes)?.text ?? ""
      let oid = attribute.oid.dotted(in: bytes)
      if attribute.oid.known == .commonName {
        if names.isEmpty { names.append(value) }
      } else if let reason = Renewal.subjectReasons[oid] {
        dropped.append(Dropped(part: attribute.oid.label(in: bytes), value: value, reason: reason))
      } else {
        subject.append(.init(oid: oid, value: value, joinsPrevious: previous == attribute.rdn))
        previous = attribute.rdn
      }
    }
    for name in alternatives {
      let text = name.text(in: bytes).text
      if name.kind == .dns || name.kind == .ip {
        if !names.contains(where: { PlannedName($0).text == PlannedName(text).text }) { names.append(text) }
      } else {
        dropped.append(
          Dropped(
            part: "subjectAltName", value: "\(name.kind.name):\(text)",
            reason: "TLS certificates contain only DNS names and IP addresses (BR 7.1.2.7.12)"))
      }
    }
  }

  private mutating func drop(_ extensions: [RequestedExtension], in bytes: Span<UInt8>) {
    for found in extensions where found.oid.known != .subjectAltName {
      let reason = Renewal.extensionReasons[found.oid.dotted(in: bytes)] ?? "the CA sets the extensions"
      let isLong = found.value.count > 128
      dropped.append(
        Dropped(part: found.oid.label(in: bytes), value: isLong ? nil : found.displayText(in: bytes), reason: reason))
    }
  }

  private static let subjectReasons = [
    "2.5.4.11": unitReason,
    "1.2.840.113549.1.9.1": "TLS certificates do not contain email addresses (BR 7.1.2.7)",
  ]

  private static let extensionReasons = [
    "2.5.29.19": "a TLS certificate must not be a CA's (BR 7.1.2.7.6)",
    "2.5.29.32": "the CA sets the policies (BR 7.1.2.7.9)",
    "2.5.29.15": "the CA sets the key usages (BR 7.1.2.7.11)",
    "2.5.29.37": "the CA sets the extended key usages (BR 7.1.2.7.10)",
    "2.5.29.14": "the CA computes it from the new key",
    "1.3.6.1.5.5.7.1.24": "must-staple has to be requested explicitly for each certificate",
  ]
}

extension RequestPlan {
  /// Takes the names and the subject of an old certificate, request or order where the plan has none.
  public mutating func complete(with renewal: Renewal) {
    if names.isEmpty { names = renewal.names }
    if subject.isEmpty { subject = renewal.subject }
  }
}
