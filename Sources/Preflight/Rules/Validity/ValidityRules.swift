// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// One rule for each step that shortens the lifetime of certificates (BR 6.3.2).
  static let validitySteps: [Rule] = IndustryLimit.lifetime.steps.suffix(3).map { step in
    Rule.order(
      "validity.\(step.days)-days", .info, .inferred, firstDay: step.from,
      summary: "the term of an order should not be longer than the \(step.days) days that one certificate may last",
      fix: "plan to replace the certificate within the term; the CA reissues it free of charge",
      citations: ["BR 6.3.2", "CA/B Forum ballot SC-81"]
    ) { examination, reporter in
      guard step == IndustryLimit.lifetime.step(on: examination.asOf), let term = OrderTerm(examination.order),
        term.days > step.days
      else { return }
      reporter.report(
        "order is for \(term.days) days, but a certificate has been limited to \(step.days) days since \(step.from)",
        field: term.name.spelling)
    }
  }

  static let validationReuse = Rule.order(
    "validation.reuse", .info, .inferred,
    summary:
      "the term of an order should not be longer than the validation of its domains and organization may be reused",
    fix: "plan to prove control of the domains again with each replacement: csrkit dcv request.pem",
    citations: ["BR 4.2.1", "CA/B Forum ballot SC-81"]
  ) { examination, reporter in
    guard let term = OrderTerm(examination.order),
      let step = IndustryLimit.domainReuse.step(on: examination.asOf), term.days > step.days
    else { return }
    let end = examination.asOf.daysSinceEpoch + term.days
    let next = IndustryLimit.domainReuse.steps.first { $0.from > examination.asOf && $0.from.daysSinceEpoch < end }
    let isOfIdentity = examination.product.map { $0.kind.value != .dv } ?? false
    let identity = IndustryLimit.identityReuse.step(on: examination.asOf).map(\.days)
    reporter.report(
      "order is for \(term.days) days, but the validation of a domain may be reused for \(step.days) days"
        + (next.map { ", and for \($0.days) days from \($0.from)" } ?? "")
        + (identity.map { isOfIdentity && term.days > $0 ? "; that of the organization or person for \($0) days" : "" }
          ?? ""),
      field: term.name.spelling)
  }

  static let validitySHA1 = Rule.order(
    "validity.sha1", .warning, .inferred, inForce: .sha1,
    summary: "the order should not prefer SHA-1",
    fix: "leave signatureHash out, or send signatureHash=REQUIRE_SHA2",
    citations: ["AutoApplySSL signatureHash", "BR 7.1.3.2", "CA/B Forum ballot SC-97"]
  ) { examination, reporter in
    let preference: String
    switch examination.order.value(.signatureHash) {
    case "PREFER_SHA1": preference = "signatureHash prefers SHA-1"
    case "INFER_FROM_CSR" where examination.order.request.infersSHA1:
      preference = "signatureHash INFER_FROM_CSR prefers SHA-1, because the request is signed with SHA-1 or MD5"
    default: return
    }
    reporter.report(
      preference + "; CAs must not sign with SHA-1 since \(IndustryDate.sha1.day), and the CA uses SHA-2",
      field: ParameterName.signatureHash.spelling)
  }
}

/// The ordered term.
struct OrderTerm {
  /// The parameter that gives it.
  let name: ParameterName
  let days: Int

  /// nil if the order has no valid term.
  init?(_ order: EffectiveOrder) {
    if let days = order.value(.days).flatMap({ Int($0) }) {
      (name, self.days) = (.days, days)
    } else if let years = order.value(.years).flatMap({ Int($0) }), (1...100).contains(years) {
      (name, days) = (.years, years * 365)
    } else {
      return nil
    }
  }
}
