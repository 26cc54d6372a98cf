// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import PKCS10

/// An organizationIdentifier in a request or a form, with the values that it must agree with.
struct StatedIdentifier {
  /// The identifier.
  let text: String
  /// The place in the request; nil for the form's parameter.
  let place: Place?
  let organizationName: String?
  let countryName: String?
  /// The country of the jurisdiction of incorporation or registration.
  let jurisdictionCountry: String?

  /// The parsed identifier; nil if it is malformed.
  var identifier: OrganizationIdentifier? { try? OrganizationIdentifier(text) }

  /// Why it is malformed; nil if it is not.
  var fault: IdentifierFault? {
    do throws(IdentifierFault) { _ = try OrganizationIdentifier(text) } catch { return error }
    return nil
  }
}

extension Examination {
  /// The identifiers in the subject of the request; nearly always none.
  var statedIdentifiers: [StatedIdentifier] {
    let bytes = request.der.span
    let value = { (oid: KnownOID) -> String? in
      request.subject.first { $0.oid.known == oid }?.displayText(in: request.der.span)
    }
    return request.subject.filter { $0.oid.known == .organizationIdentifier }.map { attribute in
      StatedIdentifier(
        text: attribute.displayText(in: bytes), place: Place(attribute.range, .subject),
        organizationName: value(.organizationName), countryName: value(.countryName),
        jurisdictionCountry: value(.jurisdictionCountry))
    }
  }

  /// Whether the subject has an organizationIdentifier or a jurisdiction.
  var hasRegistration: Bool {
    for index in request.subject.indices {
      switch request.subject[index].oid.known {
      case .organizationIdentifier, .jurisdictionCountry, .jurisdictionState, .jurisdictionLocality: return true
      default: continue
      }
    }
    return false
  }
}

extension OrderExamination {
  /// The identifier in the form.
  var statedIdentifier: StatedIdentifier? {
    guard let text = order.value(.organizationIdentifier), !text.isEmpty else { return nil }
    return StatedIdentifier(
      text: text, place: nil, organizationName: order.value(.organizationName), countryName: order.value(.countryName),
      jurisdictionCountry: order.value(.joiCountryName))
  }
}

extension Rule {
  /// What is wrong with an identifier: the rest of a sentence that starts with it, and how to fix it.
  typealias IdentifierMistake = (reason: String, fix: String?)

  /// A rule on organizationIdentifier. The API ignores that of the request, where a mistake is information.
  static func identifier(
    _ id: String, _ severity: Severity, predicts: Int? = nil, _ certainty: PredictionCertainty = .documented,
    summary: String, fix: String, citations: [String],
    mistake: @escaping @Sendable (StatedIdentifier) -> IdentifierMistake?
  ) -> Rule {
    Rule(
      id, severity, predicts: predicts, certainty, kinds: ProductKind.qualified, summary: summary,
      fix: fix, citations: citations,
      checks: .both(
        request: { examination, reporter in
          for stated in examination.statedIdentifiers {
            if let found = mistake(stated) { reporter.report(stated, found) }
          }
        },
        order: { examination, reporter in
          if let stated = examination.statedIdentifier, let found = mistake(stated) { reporter.report(stated, found) }
        }))
  }
}

extension Reporter {
  mutating func report(_ stated: StatedIdentifier, _ mistake: Rule.IdentifierMistake) {
    let parameter = ParameterName.organizationIdentifier
    guard let place = stated.place else {
      report("\(parameter) \(quoted(stated.text)) \(mistake.reason)", parameter: parameter, fix: mistake.fix)
      return
    }
    report(
      "organizationIdentifier \(quoted(stated.text)) \(mistake.reason); the CA ignores that of the request", at: place,
      severity: .info,
      fix:
        "leave organizationIdentifier out of the CSR, and send it as the parameter of a qualified certificate's order")
  }
}
