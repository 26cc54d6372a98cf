// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

extension Rule {
  static let commonNameMissing = Rule(
    "subject.common-name-missing", .error, predicts: -8,
    summary: "the subject must have a common name, which is the fully qualified domain name",
    fix: "create a new CSR with the domain name as CN, or order a multi-domain product, which does not require a CN: "
      + "\(OpenSSLCommand.newRequest) -subj /CN=www.example.com",
    citations: ["AutoApplySSL additional request structures: 2.5.4.3 is required", "AutoApplySSL error -8"]
  ) { examination, reporter in
    let request = examination.request
    // The name of an order may come from the form; the coverage rules examine it.
    guard examination.order == nil, !request.subject.contains(where: { $0.oid.known == .commonName }) else { return }
    let isMultiDomain = request.subjectAlternativeNames.contains { $0.kind == .dns }
    reporter.report(
      isMultiDomain
        ? "subject has no common name: a single-domain order requires one, a multi-domain order uses the SANs"
        : "subject has no common name, the only field that the CA requires",
      at: Place(request.subjectName, .subject), severity: isMultiDomain ? .warning : .error)
  }

  static let commonNameRepeated = Rule(
    "subject.common-name-repeated", .warning, .inferred,
    summary: "the subject must not have more than one common name",
    fix: "keep one CN, and list every name as a SAN",
    citations: ["BR 7.1.4.1", "BR 7.1.4.3"]
  ) { examination, reporter in
    let request = examination.request
    guard let first = request.subject.firstIndex(where: { $0.oid.known == .commonName }) else { return }
    var count = 1
    for attribute in request.subject[(first + 1)...] where attribute.oid.known == .commonName {
      count += 1
      if count > 2 { continue }
      let others = request.subject[first...].count { $0.oid.known == .commonName }
      reporter.report(
        "subject has \(others) common names: a certificate can have one, and the CA does not document which it uses",
        at: Place(attribute.range, .subject))
    }
  }

  static let commonNameNotListed = Rule(
    "subject.common-name-not-listed", .warning, .inferred,
    summary: "the common name should be one of the SANs, if the request has any",
    fix: "add the CN to the SANs, or a multi-domain certificate may not include it",
    citations: ["BR 7.1.4.3", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    let request = examination.request
    // With an order, the coverage rules report what happens to each name.
    guard examination.order == nil,
      request.subjectAlternativeNames.contains(where: \.isOrderable)
    else { return }
    let bytes = request.der.span
    for attribute in request.subject where attribute.oid.known == .commonName {
      if CommonNameMatch.isListed(attribute, in: request) { continue }
      let name = attribute.text(in: bytes)?.text ?? ""
      reporter.report("common name \(quoted(name)) is not among the SANs", at: Place(attribute.range, .subject))
    }
  }
}

/// A search for the common name among the SANs.
enum CommonNameMatch {
  /// Compares DNS names without ASCII case, as DNS does (RFC 4343), and IP addresses by their octets.
  static func isListed(_ attribute: NameAttribute, in request: CertificationRequest) -> Bool {
    let bytes = request.der.span
    for name in request.subjectAlternativeNames
    where name.kind == .dns && matches(attribute.value, name.content, in: bytes) {
      return true
    }
    guard let text = attribute.text(in: bytes)?.text else { return false }
    return request.subjectAlternativeNames.contains { name in
      switch name.kind {
      case .dns: StringText(.ia5String, content: name.content, in: bytes)?.text.lowercased() == text.lowercased()
      case .ip: IPAddress(text).map { $0.octets.elementsEqual(request.der[name.content]) } ?? false
      default: false
      }
    }
  }

  /// Whether two names are equal, ASCII case aside.
  @inline(__always)
  static func matches(_ left: Range<Int>, _ right: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count {
      let (a, b) = (bytes[left.lowerBound + index], bytes[right.lowerBound + index])
      if a == b { continue }
      let isLetter = (0x61...0x7A).contains(a | 0x20)
      guard isLetter, a | 0x20 == b | 0x20 else { return false }
    }
    return true
  }
}
