// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import PKCS10
internal import Preflight

/// Compares the subjects without their common names.
enum SubjectComparison {
  private static let organization = "2.5.4.10"
  private static let country = "2.5.4.6"

  static func differences(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> [Comparison.Difference] {
    let ordered = order.subject.map { ComparedField(oid: $0.oid, name: $0.name, value: $0.value) }
    let isDomainValidated = isDomainValidated(leaf, order)
    var found: [Comparison.Difference] = []
    var seen: Set<String> = []
    for field in ordered where seen.insert(field.oid).inserted {
      let expected = ordered.filter { $0.oid == field.oid }
      let issued = leaf.subject.filter { $0.oid == field.oid }
      guard expected.map(\.folded) != issued.map(\.folded) else { continue }
      found.append(
        issued.isEmpty
          ? dropped(field, expected, isDomainValidated) : changed(field, expected, issued))
    }
    for field in leaf.subject where seen.insert(field.oid).inserted {
      found.append(added(field, leaf.subject.filter { $0.oid == field.oid }))
    }
    return found + level(leaf, order)
  }

  /// Whether the subject of the certificate is only its name: by the product, or by the certificate without one.
  private static func isDomainValidated(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> Bool {
    if let product = order.product { return product.kind.value == .dv || product.kind.value == .amt }
    return !leaf.subject.contains { $0.oid == organization || $0.oid == "2.5.4.4" }
  }

  private static func text(_ fields: [ComparedField]) -> String { fields.map(\.value).joined(separator: ", ") }

  private static func dropped(
    _ field: ComparedField, _ expected: [ComparedField], _ isDomainValidated: Bool
  ) -> Comparison.Difference {
    let (severity, reason): (Severity, String) =
      switch field.oid {
      case "2.5.4.11": (.info, "CAs must not include it since \(IndustryDate.organizationalUnit.day) (BR 7.1.4.2)")
      case "1.2.840.113549.1.9.1": (.info, "TLS certificates do not contain email addresses (BR 7.1.2.7)")
      case _ where isDomainValidated:
        (.info, "a domain-validated certificate has no organization or address (BR 7.1.2.7.2)")
      case organization, country, "2.5.4.5", "2.5.4.97": (.error, "the certificate does not identify its owner by it")
      case "2.5.4.8", "2.5.4.7": (.warning, "the certificate has another form of the address")
      default: (.info, "the CA may leave it out")
      }
    return Comparison.Difference(
      type: .subjectDropped, severity: severity, value: nil, expected: text(expected),
      reason: "\(field.name) is not in the certificate: \(reason)")
  }

  private static func changed(
    _ field: ComparedField, _ expected: [ComparedField], _ issued: [ComparedField]
  ) -> Comparison.Difference {
    let isAddress = ["2.5.4.7", "2.5.4.8", "2.5.4.9", "2.5.4.17", "2.5.4.18"].contains(field.oid)
    return Comparison.Difference(
      type: .subjectChanged, severity: isAddress ? .warning : .error, value: text(issued), expected: text(expected),
      reason: "\(field.name) has another value"
        + (isAddress ? ", possibly that of the register which the CA used" : ""))
  }

  private static func added(_ field: ComparedField, _ issued: [ComparedField]) -> Comparison.Difference {
    let isUnit = field.oid == "2.5.4.11"
    return Comparison.Difference(
      type: .subjectAdded, severity: isUnit ? .warning : .info, value: text(issued), expected: nil,
      reason: isUnit
        ? "organizationalUnitName must not be in certificates since \(IndustryDate.organizationalUnit.day) (BR 7.1.4.2)"
        : "\(field.name) was not in the request: the CA added what it validated")
  }

  /// Compares the validation level of the product with the certificate's policies (BR 7.1.6.1).
  private static func level(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> [Comparison.Difference] {
    let expected: String? =
      switch order.product?.kind.value {
      case .dv: "domain-validated"
      case .ov: "organization-validated"
      case .ev, .eIDASNatural, .eIDASLegal, .eIDASPSD2: "extended-validation"
      case .amt, .trustLogo, nil: nil
      }
    let levels = ["domain-validated", "organization-validated", "individual-validated", "extended-validation"]
    let bytes = leaf.certificate.der.span
    guard let expected,
      let found = leaf.certificate.extensions.first(where: { $0.oid.known?.name == "certificatePolicies" }),
      let policies = try? CertificatePoliciesValue(found.value, in: bytes),
      let level = policies.policies.first(where: { levels.contains($0.name) })?.name, level != expected
    else { return [] }
    return [
      Comparison.Difference(
        type: .validationLevel, severity: .error, value: level, expected: expected,
        reason: "the certificate has another validation level than the ordered product")
    ]
  }
}
