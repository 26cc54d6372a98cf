// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// The requested extensions that a server's certificate does not have, or that the CA writes itself.
extension Rule {
  static let extensionCA = Rule(
    "extension.ca", .warning, .inferred,
    summary: "the request must not ask for the certificate of a CA",
    fix: "create the CSR for a server, and use a private CA to sign other certificates: \(OpenSSLCommand.newRequest)",
    citations: ["BR 7.1.2.7.6", "RFC 5280 §4.2.1.9", "RFC 5280 §4.2.1.10"]
  ) { examination, reporter in
    if let constraints = examination.requested(.basicConstraints, as: BasicConstraintsValue.self) {
      if constraints.value.isCA {
        reporter.report(
          "basicConstraints has CA:TRUE: the certificate of a server must not sign other certificates",
          at: constraints.place)
      } else if constraints.value.pathLength != nil {
        reporter.report(
          "basicConstraints has a path length without CA:TRUE: the CA leaves it out", at: constraints.place,
          severity: .info, fix: "leave basicConstraints out: \(OpenSSLCommand.newRequest)")
      }
    }
    for requested in examination.readExtensions {
      guard let known = requested.oid.known, IgnoredExtensions.ofCA.contains(known) else { continue }
      reporter.report(
        "\(known.name) is only for the certificates of CAs: the CA leaves it out",
        at: Place(requested.range, .extensionRequest))
    }
  }

  static let extensionIgnored = Rule(
    "extension.ignored", .info, .inferred,
    summary: "the request should ask only for extensions that the certificate can have",
    fix: "leave the extension out, and use a private CA if an application needs it",
    citations: ["BR 7.1.2.7.6", "AutoApplySSL additional request structures: other attributes are ignored"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    var names: [String] = []
    var place: Place?
    for requested in examination.readExtensions where !IgnoredExtensions.isJudged(requested) {
      names.append(requested.oid.label(in: bytes) + (requested.isCritical ? " (critical)" : ""))
      place = place ?? Place(requested.range, .extensionRequest)
    }
    guard let place else { return }
    let stapling = examination.requested(.tlsFeature, as: TLSFeatureValue.self)
    reporter.report(
      "certificate will not have the requested \(names.count == 1 ? "extension" : "extensions") \(listed(names))",
      at: place,
      fix: stapling?.value.isMustStaple == true ? "ask the CA before you order whether it issues with must-staple" : nil
    )
  }
}

private enum IgnoredExtensions {
  /// The extensions of CAs only (RFC 5280 §4.2.1).
  static let ofCA: Set<KnownOID> = [.nameConstraints, .policyConstraints, .policyMappings, .inhibitAnyPolicy]

  /// The extensions that other rules examine, and the key identifier, which the CA computes itself.
  private static let judged = ofCA.union([
    .subjectAltName, .subjectKeyIdentifier, .keyUsage, .extKeyUsage, .basicConstraints,
  ])

  static func isJudged(_ requested: RequestedExtension) -> Bool {
    requested.oid.known.map(judged.contains) ?? false
  }
}
