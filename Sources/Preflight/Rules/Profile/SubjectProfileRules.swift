// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import PKCS10

/// The subject of the request against what a certificate of the ordered product has.
extension Rule {
  static let subjectNotInDV = Rule.order(
    "subject.not-in-dv", .info, .inferred, inForce: .profiles, kinds: SubjectProfile.domain.kinds,
    summary: "the subject of a DV request should have only a common name, and a country at most",
    fix:
      "take no action, or create the CSR with the names only: \(OpenSSLCommand.newRequest) -subj /CN=www.example.com",
    citations: SubjectProfile.domain.sources
  ) { examination, reporter in
    reporter.reportForbidden(SubjectProfile.domain, in: examination.order.request)
  }

  static let subjectNotInEV = Rule.order(
    "subject.not-in-ev", .info, .inferred, kinds: SubjectProfile.extended.kinds + SubjectProfile.legalPerson.kinds,
    summary: "the subject of an EV or qualified request should have only the attributes of the EV Guidelines",
    fix: "take no action, or create the CSR without these attributes: \(OpenSSLCommand.newRequest)",
    citations: ["EV Guidelines 7.1.4.2.9", "CA/B Forum ballot SC-16"]
  ) { examination, reporter in
    reporter.reportForbidden(SubjectProfile.extended, in: examination.order.request)
  }

  static let subjectPersonInOV = Rule.order(
    "subject.person-in-ov", .info, .inferred, inForce: .profiles, kinds: SubjectProfile.organization.kinds,
    summary: "the subject of an OV request must not have the given name or surname of a person",
    fix: "leave the person out: \(OpenSSLCommand.newRequest), and send a contact as appRepForename and appRepSurname",
    citations: SubjectProfile.organization.sources
  ) { examination, reporter in
    reporter.reportForbidden(SubjectProfile.organization, in: examination.order.request)
  }

  static let subjectPersonMissing = Rule.order(
    "subject.person-missing", .info, .inferred, kinds: SubjectProfile.person.kinds,
    summary: "the request for a natural person's certificate should have the given name and surname, or a pseudonym",
    fix: "create the CSR with the names as in the person's identity document: \(OpenSSLCommand.newRequest) "
      + "-subj '/C=NO/L=Bergen/SN=Nordmann/GN=Kari/CN=www.example.com'",
    citations: SubjectProfile.person.sources
  ) { examination, reporter in
    let others = examination.order.request.others
    let has = { (oid: KnownOID) in others.contains { $0.oid == oid.dotted && !$0.value.isEmpty } }
    let names = [KnownOID.givenName, .surname]
    let missing = names.filter { !has($0) }.map(\.name)
    guard examination.order.hasRequest, !has(.pseudonym) else {
      if missing.count < names.count {
        reporter.report(
          "subject has a pseudonym and a name of the person: the certificate has one or the other",
          at: examination.order.request.place)
      }
      return
    }
    guard !missing.isEmpty else { return }
    reporter.report(
      "subject has no \(missing.joined(separator: " and no ")): the certificate has both, and no parameter of the order "
        + "does, so that the CA has to ask for them",
      at: examination.order.request.place)
  }
}

extension Reporter {
  fileprivate mutating func reportForbidden(_ profile: SubjectProfile, in request: RequestValues) {
    let names = profile.forbidden(in: request)
    guard !names.isEmpty else { return }
    report("certificate of the kind \(profile.title) will not have \(listed(names))", at: request.place)
  }
}

extension RequestValues {
  /// The place of the subject; nil without a request.
  var place: Place? { subjectRange.map { Place($0, .subject) } }
}
