// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import PKCS10
internal import Preflight

/// Compares the validity with the limit of its day and with the ordered term.
enum ValidityComparison {
  static func differences(
    _ leaf: LeafCertificate, _ order: RequestedCertificate, on day: CalendarDate
  ) -> [Comparison.Difference] {
    let lifetime = CertificateLifetime(leaf.certificate)
    let limit = IndustryLimit.lifetime.step(on: lifetime.firstDay)?.days
    var found: [Comparison.Difference] = []
    if let limit, lifetime.days > limit {
      found.append(
        Comparison.Difference(
          type: .validityTooLong, severity: .error, value: "\(lifetime.days) days", expected: "at most \(limit) days",
          reason: "a certificate issued on \(lifetime.firstDay) may last \(limit) days at most (BR 6.3.2)"))
    }
    if let days = order.days { found += term(days, limit, lifetime) }
    if lifetime.lastDay < day {
      found.append(
        Comparison.Difference(
          type: .expired, severity: .warning, value: "\(lifetime.lastDay)", expected: nil,
          reason: "the certificate has expired"))
    }
    if lifetime.firstDay > day {
      found.append(
        Comparison.Difference(
          type: .notYetValid, severity: .warning, value: "\(lifetime.firstDay)", expected: nil,
          reason: "the certificate is not valid yet"))
    }
    return found
  }

  /// CAs issue a day or two less than the limit, and add the rest of the old certificate on renewal.
  private static func term(
    _ ordered: Int, _ limit: Int?, _ lifetime: CertificateLifetime
  ) -> [Comparison.Difference] {
    let expected = min(ordered, limit ?? ordered)
    guard abs(lifetime.days - expected) > 2 else { return [] }
    let isShorter = lifetime.days < expected
    return [
      Comparison.Difference(
        type: .validityDiffers, severity: isShorter ? .warning : .info, value: "\(lifetime.days) days",
        expected: "\(expected) days",
        reason: isShorter
          ? "the certificate is valid for less than the ordered term of \(ordered) days"
          : "the certificate is valid for more than the ordered term of \(ordered) days")
    ]
  }
}

/// Examines the signatures and the order of a chain.
enum ChainComparison {
  static func differences(_ leaf: LeafCertificate, _ chain: IssuedChain) -> [Comparison.Difference] {
    let all = chain.certificates
    var found = weakness(leaf)
    guard all.count > 1, let position = all.firstIndex(where: { $0.der == leaf.certificate.der }) else { return found }
    var path = [leaf.certificate]
    var rest = all.enumerated().filter { $0.offset != position }.map(\.element)
    while let last = path.last, let next = rest.firstIndex(where: { isIssuer($0, of: last) }) {
      path.append(rest.remove(at: next))
    }
    if let last = path.last, let impostor = rest.first(where: { last.isIssued(inTheNameOf: $0) && last.der != $0.der })
    {
      found.append(
        Comparison.Difference(
          type: .signatureInvalid, severity: .error, value: subject(last), expected: "signed by \(subject(impostor))",
          reason: "the certificate has the issuer's name, but the issuer's key did not sign it"))
      rest.removeAll { $0.der == impostor.der }
    } else if path.count == 1 {
      found.append(
        Comparison.Difference(
          type: .chainBroken, severity: .error, value: subject(leaf.certificate), expected: nil,
          reason: "none of the other certificates issued it"))
    }
    let unrelated = path.count == 1 ? [] : rest
    for certificate in unrelated {
      found.append(
        Comparison.Difference(
          type: .chainUnrelated, severity: .warning, value: subject(certificate), expected: nil,
          reason: "the certificate is not part of the chain"))
    }
    let order = all.filter { one in path.contains { $0.der == one.der } }.map(\.der)
    if chain.isOrdered, path.count > 1, order != path.map(\.der) {
      found.append(
        Comparison.Difference(
          type: .chainOrder, severity: .warning, value: nil, expected: path.map(subject).joined(separator: "; "),
          reason: "each certificate must be followed by its issuer (RFC 8446 §4.4.2)"))
    }
    return found
  }

  private static func isIssuer(_ issuer: Certificate, of certificate: Certificate) -> Bool {
    certificate.isIssued(inTheNameOf: issuer)
      && IssuerSignature.isValid(certificate, by: issuer) != false
  }

  private static func weakness(_ leaf: LeafCertificate) -> [Comparison.Difference] {
    let algorithm = leaf.certificate.signatureAlgorithm.oid
    guard SignatureAlgorithm(algorithm).isWeak else { return [] }
    return [
      Comparison.Difference(
        type: .signatureWeak, severity: .error, value: algorithm.label(in: leaf.certificate.der.span), expected: nil,
        reason: "browsers refuse certificates that are signed with SHA-1 or MD5 (BR 7.1.3.2)")
    ]
  }

  private static func subject(_ certificate: Certificate) -> String {
    DistinguishedName.text(certificate.subject, in: certificate.der.span)
  }
}
