// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// The subjectAltName as a list, and names outside of it.
extension Rule {
  static let alternativeNameType = Rule(
    "san.type", .warning, .inferred,
    summary: "a SAN must be a DNS name or an IP address",
    fix: "leave the name out: a TLS certificate cannot contain it",
    citations: ["BR 7.1.2.7.12", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    for name in examination.request.subjectAlternativeNames where name.kind != .dns && name.kind != .ip {
      reporter.report(
        "SAN has the type \(name.kind): it will not be in the certificate", at: Place(name.range, .alternativeName))
    }
  }

  static let alternativeNamesEmpty = Rule(
    "san.empty", .error, .inferred,
    summary: "a subjectAltName must have at least one name",
    fix: "leave subjectAltName out, or list the names: \(OpenSSLCommand.newRequest) "
      + "-addext 'subjectAltName=DNS:www.example.com'",
    citations: ["RFC 5280 §4.2.1.6: GeneralNames SIZE (1..MAX)"]
  ) { examination, reporter in
    guard examination.request.subjectAlternativeNames.isEmpty else { return }
    let bytes = examination.request.der.span
    for requested in examination.request.extensions where requested.oid.known == .subjectAltName {
      var cursor = Cursor(requested.value)
      guard let list = try? cursor.next(.sequence, in: bytes), list.content.isEmpty else { continue }
      reporter.report(
        "subjectAltName is empty: it must have at least one name, and the certificate gets none from it",
        at: Place(requested.range, .alternativeName))
    }
  }

  static let alternativeNameRepeated = Rule(
    "san.repeated", .info, .inferred,
    summary: "a subjectAltName should list each name once",
    fix: "list each name once",
    citations: ["Practice of linters: duplicate dNSName"]
  ) { examination, reporter in
    let request = examination.request
    // With an order, the coverage rules report duplicates.
    guard examination.order == nil, request.subjectAlternativeNames.count > 1 else { return }
    let bytes = request.der.span
    var seen: Set<[UInt8]> = []
    var repeated: (text: String, place: Place)?
    var count = 0
    for name in request.subjectAlternativeNames where name.kind == .dns || name.kind == .ip {
      if seen.insert(name.identity(in: bytes)).inserted { continue }
      repeated = repeated ?? (name.text(in: bytes).text.lowercased(), Place(name.range, .alternativeName))
      count += 1
    }
    guard let repeated else { return }
    let others = count == 1 ? "" : ", and \(count - 1) more of the entries repeat a name"
    reporter.report("SAN \(quoted(repeated.text)) is listed more than once" + others, at: repeated.place)
  }

  static let misplacedNames = Rule(
    "san.misplaced", .warning, .inferred,
    summary: "names must be in the subjectAltName extension of an extensionRequest, not in the subject or an attribute",
    fix: "create a new CSR: \(OpenSSLCommand.newRequest) -addext 'subjectAltName=DNS:www.example.com'",
    citations: ["RFC 2985 §5.4.2", "RFC 5280 §4.2.1.6", "BR 7.1.4.2"]
  ) { examination, reporter in
    let request = examination.request
    let misplaced = MisplacedNames(in: request)
    guard let place = misplaced.place else { return }
    let places = misplaced.places.joined(separator: ", ")
    let names = request.plainNames
    let kept = Set(names)
    let missing = misplaced.names.filter { !kept.contains($0) }
    let shown = misplaced.names.prefix(5).joined(separator: ", ") + (misplaced.names.count > 5 ? ", …" : "")
    let message =
      misplaced.names.isEmpty
      ? "\(places) is not read by any CA: names are read only from the subjectAltName extension"
      : "names in \(places) are not read by any CA: \(shown)"
    reporter.report(
      message, at: place,
      fix: misplaced.names.isEmpty
        ? nil : "create a new CSR: \(OpenSSLCommand.newRequest) \(AlternativeNameOption.text(names + missing))")
  }

  static let secondExtensionList = Rule(
    "extension.second-list", .warning, .inferred,
    summary: "a request must have one list of extensions: OpenSSL reads 1.2.840.113549.1.9.14 and not Microsoft's",
    fix: "create a new CSR with one extensionRequest that has every extension",
    citations: ["RFC 2985 §5.4.2", "MS-WCCE §2.2.2.7.7", "OpenSSL X509_REQ_get_extensions"]
  ) { examination, reporter in
    let request = examination.request
    let bytes = request.der.span
    guard !request.unreadExtensionLists.isEmpty else { return }
    let read = Set(request.subjectAlternativeNames.map { $0.identity(in: bytes) })
    let hasStandard = request.attributes.contains { $0.oid.known == .extensionRequest }
    for list in request.unreadExtensionLists {
      let lost = list.names.map { (key: $0.identity(in: bytes), $0.text(in: bytes).text) }
        .filter { !read.contains($0.key) }.map(\.1)
      let which =
        list.isStandard
        ? "a further extensionRequest (1.2.840.113549.1.9.14) is not read: OpenSSL reads the first"
        : hasStandard
          ? "Microsoft's extension list (1.3.6.1.4.1.311.2.1.14) is not read: OpenSSL reads extensionRequest "
            + "(1.2.840.113549.1.9.14)"
          : "a further extension list of Microsoft (1.3.6.1.4.1.311.2.1.14) is not read: OpenSSL reads the first"
      let shown = lost.prefix(5).map { quoted($0) }.joined(separator: ", ") + (lost.count > 5 ? ", …" : "")
      reporter.report(
        which + (lost.isEmpty ? "; its names are in the other list too" : "; these names are lost: \(shown)"),
        at: Place(list.range, .attributes), severity: lost.isEmpty ? .info : .warning)
    }
  }
}

extension CertificationRequest {
  /// The common name and the SANs that are plain, each once: what a new request should keep.
  fileprivate var plainNames: [String] {
    let bytes = der.span
    var names: [String] = []
    var seen: Set<String> = []
    for attribute in subject where attribute.oid.known == .commonName {
      if let name = attribute.text(in: bytes).flatMap({ PlainName.leading($0.text) }), seen.insert(name).inserted {
        names.append(name)
      }
    }
    for name in subjectAlternativeNames where name.kind == .dns || name.kind == .ip {
      if let plain = PlainName.text(name.text(in: bytes).text), seen.insert(plain).inserted { names.append(plain) }
    }
    return names
  }
}

extension PlainName {
  /// The name at the start of a text such as `a.example/subjectAltName=DNS.1=b.example`.
  fileprivate static func leading(_ text: String) -> String? {
    let first = text.unicodeScalars.split(whereSeparator: NamePrefix.isSeparator).first.map { String($0) } ?? ""
    return self.text(NamePrefix.removed(from: first) ?? first)
  }
}

extension CertificationRequest {
  /// Whether SANs can be equal. Few are compared with each other: a set of all names costs 2 % of an inspection.
  var mayRepeatAlternativeNames: Bool {
    let names = subjectAlternativeNames
    guard names.count <= 8 else { return true }
    let bytes = der.span
    for index in names.indices {
      for other in 0..<index where CommonNameMatch.matches(names[index].content, names[other].content, in: bytes) {
        return true
      }
    }
    return false
  }
}

extension GeneralName {
  /// What is equal for two entries of the same name: the form, and the octets; text with ASCII letters in lower case.
  fileprivate func identity(in bytes: Span<UInt8>) -> [UInt8] {
    var identity = [kind.rawValue]
    identity.reserveCapacity(1 + content.count)
    for position in content {
      identity.append(kind == .ip ? bytes[position] : bytes[position].asciiLowercased)
    }
    return identity
  }
}
