// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import OpenSSLBridge
internal import PKCS10
internal import Preflight

/// The names and the subject for a new request in place of one with errors, and the commands that create it.
public struct CorrectedRequest: Sendable {
  /// The names, the first of which becomes the common name; empty if no name of the request can be certified.
  public private(set) var names: [String] = []
  /// What differs from the old request, each a clause without a full stop.
  public private(set) var changes: [String] = []
  private(set) var subject: [RequestPlan.SubjectValue] = []
  let product: Product?
  let productText: String?
  let kind: SigningKeyKind
  /// What is wrong with names, by their canonical form.
  private let problems: [String: String]

  /// Corrects a request for the order that it was checked for.
  public init(of report: RequestReport, for check: OrderCheck) {
    product = check.effective.selection?.certificate
    productText = product == nil ? nil : check.effective.form[.product]
    kind = CorrectedRequest.kind(like: report, for: product)
    problems = CorrectedRequest.problems(report.findings + check.findings)
    let der = report.der
    let old = Renewal(reading: der.span)
    let ordered = check.effective.names.domains.filter { $0.origin == .parameter }.map(\.given)
    for name in (old?.names ?? []) + ordered { take(name) }
    for value in old?.subject ?? [] { take(value) }
    changes += (old?.dropped ?? []).map { dropped in
      "leave out \(dropped.part)\(dropped.value.map { " \($0.debugDescription)" } ?? ""): \(dropped.reason)"
    }
  }

  /// A new key has the kind of the old one, if that is usual.
  private static func kind(like report: RequestReport, for product: Product?) -> SigningKeyKind {
    let usual = [2048, 3072, 4096]
    let curves: [String: SigningKeyKind] = ["P-256": .p256, "P-384": .p384]
    if report.key.kind == .rsa, let bits = report.key.bits, usual.contains(bits) { return .rsa(bits: bits) }
    if product?.kind.value != .amt, report.key.kind == .ec, let kind = report.key.curve.flatMap({ curves[$0] }) {
      return kind
    }
    var plan = RequestPlan()
    plan.form[.product] = product.map { String($0.code) }
    return plan.effectiveKeyKind
  }

  private static func problems(_ findings: [Finding]) -> [String: String] {
    var problems: [String: String] = [:]
    for finding in findings.flatMap({ [$0] + $0.consequences }) where finding.severity == .error {
      guard let name = finding.concernedName, problems[name] == nil else { continue }
      problems[name] = finding.message
    }
    return problems
  }
}

extension CorrectedRequest {
  private mutating func take(_ name: String) {
    switch NameCorrection(name) {
    case .names(let meant):
      for text in meant { take(text, from: name) }
    case .organization:
      changes.append("write \(name.debugDescription) as organizationName instead of as a name")
      if !subject.contains(where: { $0.oid == CorrectedRequest.organization }) {
        subject.append(.init(oid: CorrectedRequest.organization, value: name))
      }
    case .unknown:
      changes.append("leave out \(name.debugDescription): it is not a host name or an IP address")
    }
  }

  private mutating func take(_ name: String, from original: String) {
    let adapted = adapted(name)
    let isSame = adapted == PlannedName(original).text
    if let problem = isSame ? problems[adapted] : nil {
      changes.append("leave out \(adapted): \(problem)")
    } else if !isSame, !NameCorrection.isPublic(adapted) {
      changes.append("leave out \(original.debugDescription): public CAs do not certify \(adapted)")
    } else if !names.contains(adapted) {
      names.append(adapted)
      if !isSame, adapted != original.lowercased() {
        changes.append("write \(adapted) instead of \(original.debugDescription)")
      }
    }
  }

  /// The name in the form that the product covers.
  private func adapted(_ name: String) -> String {
    guard let product else { return name }
    let isWildcard = name.hasPrefix("*.")
    if product.isWildcard, !isWildcard, name.contains(where: \.isLetter), !name.contains(":") {
      return "*." + (name.hasPrefix("www.") ? name.dropFirst(4) : name[...])
    }
    return isWildcard && !product.isWildcard && !product.wildcardNames.value ? String(name.dropFirst(2)) : name
  }

  private mutating func take(_ value: RequestPlan.SubjectValue) {
    let label = KnownOID.find(dotted: value.oid)?.name ?? value.oid
    guard let meant = SubjectCorrection.value(value.value, isCountry: value.oid == CorrectedRequest.country) else {
      changes.append("leave out \(label) \(value.value.debugDescription), or write the real value")
      return
    }
    if meant != value.value {
      changes.append("write \(label) \(meant.debugDescription) instead of \(value.value.debugDescription)")
    }
    if value.oid == CorrectedRequest.organization { subject.removeAll { $0.oid == value.oid } }
    subject.append(.init(oid: value.oid, value: meant))
  }

  private static let organization = "2.5.4.10"
  private static let country = "2.5.4.6"
}
