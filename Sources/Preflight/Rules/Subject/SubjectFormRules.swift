// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// The form of the subject: what the CA re-encodes or leaves out, since it reads the values and not their encoding.
extension Rule {
  static let subjectLegacyString = Rule(
    "subject.legacy-string", .info, .inferred, inForce: .profiles,
    summary: "a subject value should be a UTF8String or PrintableString",
    fix: "take no action, or create the CSR with UTF8String values: \(OpenSSLCommand.newRequest) -utf8",
    citations: ["BR 7.1.4.2", "RFC 5280 §4.1.2.4", "AutoApplySSL additional request structures: ASN.1 types"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    let legacy = examination.request.subject.filter { $0.tag.isLegacyString && $0.oid.known != .countryName }
    guard let first = legacy.first else { return }
    var types: [String] = []
    for attribute in legacy where !types.contains(attribute.tag.description) { types.append(attribute.tag.description) }
    let names = legacy.map { $0.oid.label(in: bytes) }
    reporter.report(
      "subject has values of the type \(types.joined(separator: " and ")) (\(listed(names))): "
        + "the CA re-encodes them", at: Place(first.range, .subject))
  }

  static let subjectOrder = Rule(
    "subject.order", .info, .inferred, inForce: .profiles,
    summary: "subject attributes should be in the order of certificates: DC, C, ST, L, postal code, street, O, CN",
    fix: "take no action, or create the CSR with the attributes in that order: "
      + "\(OpenSSLCommand.newRequest) -subj '/C=NO/ST=Vestland/L=Bergen/O=Example AS/CN=www.example.com'",
    citations: ["BR 7.1.4.2"]
  ) { examination, reporter in
    let ranks = SubjectAttributeOrder.ranks
    var last: (rank: Int, oid: KnownOID)?
    for attribute in examination.request.subject {
      guard let known = attribute.oid.known, let rank = ranks[known] else { continue }
      if let last, rank < last.rank {
        reporter.report(
          "\(known.name) is after \(last.oid.name): the CA puts the attributes in the order of certificates",
          at: Place(attribute.range, .subject))
        return
      }
      last = (rank, known)
    }
  }

  static let subjectMultiValued = Rule(
    "subject.multi-valued", .info, .inferred, inForce: .profiles,
    summary: "a relative distinguished name (RDN) must have exactly one attribute",
    fix: "create the CSR with / instead of + between the attributes: \(OpenSSLCommand.newRequest) "
      + "-subj '/O=Example AS/CN=www.example.com'",
    citations: ["BR 7.1.4.1"]
  ) { examination, reporter in
    let subject = examination.request.subject
    let bytes = examination.request.der.span
    guard let second = subject.indices.dropFirst().first(where: { subject[$0].rdn == subject[$0 - 1].rdn }) else {
      return
    }
    let joined = subject.filter { $0.rdn == subject[second].rdn }.map { $0.oid.label(in: bytes) }
    reporter.report(
      "\(listed(joined)) are in one RDN: the CA writes one attribute in each",
      at: Place(subject[second].range, .subject))
  }

  static let subjectEmail = Rule(
    "subject.email", .info, .inferred,
    summary: "the subject should not have an email address",
    fix: "leave emailAddress out, and send the addresses of contacts as order parameters",
    citations: [
      "BR 7.1.2.7", "RFC 5280 §4.1.2.6", "AutoApplySSL additional request structures: other attributes are ignored",
    ]
  ) { examination, reporter in
    guard let attribute = examination.request.subject.first(where: { $0.oid.known == .emailAddress }) else { return }
    let text = attribute.displayText(in: examination.request.der.span)
    reporter.report(
      quoted(text, after: "emailAddress ") + " will not be in the certificate", at: Place(attribute.range, .subject))
  }

  static let subjectDomainComponent = Rule(
    "subject.domain-component", .info, .inferred, inForce: .profiles,
    summary: "domain components should be left out, or be the labels of a domain of the certificate, last label first",
    fix: "leave the domain components out, and list the names as SANs: \(OpenSSLCommand.newRequest) "
      + "-addext 'subjectAltName=DNS:www.example.com'",
    citations: [
      "BR 7.1.2.7.4", "RFC 2247 §2", "AutoApplySSL additional request structures: other attributes are ignored",
    ]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    let components = examination.request.subject.filter { $0.oid.known == .domainComponent }
    guard let first = components.first else { return }
    let labels = components.map { $0.displayText(in: bytes) }
    let domain = HostName(labels.reversed().joined(separator: "."))
    let isDomain = domain.isWellFormed && domain.scope.isInPublicDNS
    reporter.report(
      "domainComponent \(listed(labels.map { quoted($0) })) will not be in the certificate"
        + (isDomain ? "" : "; \(quoted(domain.text)) is not a domain of the public DNS"),
      at: Place(first.range, .subject))
  }

  static let subjectSerialNumber = Rule(
    "subject.serial-number", .info, .inferred,
    summary: "a serial number in the subject must be a PrintableString of at most 64 characters",
    fix: "leave serialNumber out, and send a registration number as companyNumber",
    citations: ["RFC 5280 Appendix A.1: X520SerialNumber", "BR 7.1.4.2"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject where attribute.oid.known == .serialNumber {
      let count = attribute.text(in: bytes)?.text.unicodeScalars.count ?? 0
      if attribute.tag != .printableString {
        reporter.report(
          "serialNumber is \(withArticle(attribute.tag)): only PrintableString is allowed",
          at: Place(attribute.range, .subject))
      } else if count > 64 {
        reporter.report("serialNumber has \(count) characters: the limit is 64", at: Place(attribute.range, .subject))
      }
    }
  }
}

extension Tag {
  /// Whether it is a string type that RFC 5280 keeps for old names only.
  fileprivate var isLegacyString: Bool { self == .teletexString || self == .bmpString || self == .universalString }
}

extension NameScope {
  /// Whether the name is below a top-level domain of the public DNS.
  fileprivate var isInPublicDNS: Bool {
    if case .delegated = self { true } else { false }
  }
}
