// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import PKCS10

extension Rule {
  // Common names have their own rule.
  static let subjectAttributeRepeated = Rule(
    "subject.attribute-repeated", .warning, .inferred,
    summary: "the subject must not have more than one organization, post office box, locality, state or province, "
      + "postal code or country",
    fix: "create a new CSR with only the intended value, or send that value as an order parameter with "
      + "prioritiseCSRValues=N",
    citations: ["BR 7.1.4.1"]
  ) { examination, reporter in
    let request = examination.request
    var (seen, reported) = (ParameterSet(), ParameterSet())
    for attribute in request.subject {
      guard let known = attribute.oid.known, let parameter = SubjectLimits.rows[known.index]?.once,
        !seen.insert(parameter), reported.insert(parameter), examination.order?.order.usesForm(for: parameter) != true
      else { continue }
      let all = request.subject.filter { $0.oid.known == known }
      let first = quoted(all[0].displayText(in: request.der.span))
      reporter.report(
        "subject has \(all.count) values of \(known.name), but a certificate can have one; the CA does not document "
          + "which one it uses, and csrkit uses the first, \(first)", at: Place(attribute.range, .subject))
    }
  }

  static let subjectValueTooLong = Rule(
    "subject.value-too-long", .warning, .inferred,
    summary: "a subject value must not have more characters than the CA's limit",
    fix: "shorten the value, or send a shorter one as an order parameter with prioritiseCSRValues=N",
    citations: [
      "AutoApplySSL additional request structures: maximum lengths", "RFC 5280 Appendix A.1", "BR 7.1.4.2",
      "BR 7.1.4.3",
    ]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject {
      guard let known = attribute.oid.known, let limit = SubjectLimits.rows[known.index]?.characters,
        attribute.value.count > limit, let text = attribute.text(in: bytes)
      else { continue }
      let count = text.text.unicodeScalars.count
      guard count > limit else { continue }
      reporter.report(
        "\(known.name) has \(count) characters: the limit is \(limit)"
          + (known == .commonName ? "; a single-domain order needs a common name, a multi-domain order does not" : ""),
        at: Place(attribute.range, .subject), fix: known == .commonName ? LongCommonName.fix(text.text) : nil)
    }
  }

  static let subjectEmptyValue = Rule(
    "subject.empty-value", .warning, .inferred,
    summary: "a subject value must not be empty",
    fix: "leave the field out of the request",
    citations: ["X.520 §6: size ranges begin at 1", "RFC 5280 Appendix A.1"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject where attribute.value.isEmpty {
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      reporter.report("\(name) is empty", at: Place(attribute.range, .subject))
    }
  }

  static let subjectStringType = Rule(
    "subject.string-type", .warning, .inferred,
    summary: "a subject value must be a DirectoryString: UTF8String, PrintableString, TeletexString, BMPString or "
      + "UniversalString",
    fix: "create a new CSR with UTF8String or PrintableString values: \(OpenSSLCommand.newRequest)",
    citations: ["AutoApplySSL additional request structures: ASN.1 types", "RFC 5280 §4.1.2.4"]
  ) { examination, reporter in
    for attribute in examination.request.subject {
      guard let known = attribute.oid.known, SubjectLimits.rows[known.index] != nil, known != .countryName else {
        continue
      }
      switch attribute.tag {
      case .utf8String, .printableString, .teletexString, .bmpString, .universalString: continue
      default:
        reporter.report(
          "\(known.name) is \(withArticle(attribute.tag)): only DirectoryString types are allowed",
          at: Place(attribute.range, .subject))
      }
    }
  }

  static let subjectIllegalCharacters = Rule(
    "subject.illegal-characters", .warning, .inferred,
    summary: "a subject value must contain only characters that its string type allows",
    fix: "create a new CSR with UTF8String values: \(OpenSSLCommand.newRequest) -utf8",
    citations: ["X.680 §41", "RFC 5280 §4.1.2.4"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject {
      if attribute.isPlainASCII(in: bytes) { continue }
      guard let text = attribute.text(in: bytes), let offset = text.firstIllegal else { continue }
      let name = attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes)
      reporter.report(
        "\(name) \(quoted(text.text)) has a character at byte \(offset) that \(withArticle(attribute.tag)) must not "
          + "contain", at: Place(attribute.range, .subject))
    }
  }

  static let organizationalUnit = Rule(
    "subject.organizational-unit", .info, .inferred, inForce: .organizationalUnit,
    summary: "the subject should not have an organizational unit",
    fix: "leave the OU out: the CA removes it from the certificate",
    citations: ["BR 7.1.2.7.2", "BR 7.1.2.7.4", "CA/B Forum ballot SC-47"]
  ) { examination, reporter in
    for attribute in examination.request.subject where attribute.oid.known == .organizationalUnitName {
      let text = attribute.text(in: examination.request.der.span)?.text ?? ""
      reporter.report(
        "organizational unit \(quoted(text)) will not be in the certificate: OU has been banned since "
          + "\(IndustryDate.organizationalUnit.day)",
        at: Place(attribute.range, .subject))
    }
  }
}

/// The way out for a name that is too long for a common name, which is optional (BR 7.1.4.3).
enum LongCommonName {
  static func fix(_ text: String) -> String {
    let name = PlainName.text(text)
    return "leave the CN out, which is optional (BR 7.1.4.3), and list the name as a SAN: \(OpenSSLCommand.newRequest) "
      + "-subj / \(AlternativeNameOption.text([name ?? "www.example.com"])); then order a multi-domain product, such as "
      + "335, 583 (OV) or 410 (EV), which takes the name from the SANs or domainNames"
  }
}

/// The limits of subject values (AutoApplySSL additional request structures, RFC 5280 Appendix A.1).
enum SubjectLimits {
  /// An attribute that the CA reads.
  struct Row: Sendable {
    /// The maximum length in characters.
    let characters: Int
    /// The parameter of an attribute that a subject can have only once (BR 7.1.4.1). Street lines may repeat; common
    /// names and organizational units have their own rules.
    let once: ParameterName?
    /// The position in certificates (BR 7.1.4.2); nil if it is not limited.
    let rank: Int?
  }

  /// Each attribute that the CA reads, by `KnownOID.index`.
  static let rows: [Row?] = {
    let limits: [(KnownOID, Int, ParameterName?)] = [
      (.commonName, 64, nil), (.organizationName, 64, .organizationName), (.organizationalUnitName, 64, nil),
      (.postOfficeBox, 40, .postOfficeBox), (.streetAddress, 128, nil), (.localityName, 128, .localityName),
      (.stateOrProvinceName, 128, .stateOrProvinceName), (.postalCode, 40, .postalCode),
      (.countryName, 2, .countryName),
    ]
    let ranks = SubjectAttributeOrder.ranks
    return KnownOID.indexed(limits.map { ($0, Row(characters: $1, once: $2, rank: ranks[$0])) })
  }()
}

extension EffectiveOrder {
  /// Whether the form decides a merged value, so that the request's values do not matter.
  fileprivate func usesForm(for name: ParameterName) -> Bool {
    switch mode {
    case .preferRequest, .requestOnly: false
    case .preferParameters: form[name]?.isEmpty == false
    case .parametersOnly: true
    }
  }
}
