// SPDX-License-Identifier: Apache-2.0
internal import PKCS10
internal import Preflight

/// Examines the extensions that limit the use of a certificate.
enum UsageComparison {
  static func differences(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> [Comparison.Difference] {
    let bytes = leaf.certificate.der.span
    let purposes = leaf.certificate.certificateExtension(.extKeyUsage)
      .flatMap { try? ExtendedKeyUsageValue($0.value, in: bytes) }?.purposes
    let usages = leaf.certificate.certificateExtension(.keyUsage)
      .flatMap { try? KeyUsageValue($0.value, in: bytes) }?.usages
    return extended(purposes, order) + plain(usages, order) + authority(leaf) + stapling(leaf, order)
  }

  private static func extended(_ issued: [String]?, _ order: RequestedCertificate) -> [Comparison.Difference] {
    let requested = order.extensions["extKeyUsage"].map(list) ?? []
    guard let issued else { return [] }
    var found: [Comparison.Difference] = []
    if !issued.contains("serverAuth"), !issued.contains("anyExtendedKeyUsage") {
      found.append(
        Comparison.Difference(
          type: .extendedKeyUsage, severity: .error, value: issued.joined(separator: ", "), expected: "serverAuth",
          reason: "browsers accept a server's certificate only with serverAuth (BR 7.1.2.7.10)"))
    }
    for purpose in requested where !issued.contains(purpose) && purpose != "serverAuth" {
      found.append(
        Comparison.Difference(
          type: .extendedKeyUsage, severity: purpose == "clientAuth" ? .warning : .info, value: nil,
          expected: purpose,
          reason: purpose == "clientAuth"
            ? "the certificate cannot be used as a client's: Chrome's root programme ends clientAuth by 2027-03-15"
            : "the CA sets the extended key usages"))
    }
    return found
  }

  private static func plain(_ issued: [String]?, _ order: RequestedCertificate) -> [Comparison.Difference] {
    guard let issued else { return [] }
    var found: [Comparison.Difference] = []
    if !issued.contains("digitalSignature") {
      found.append(
        Comparison.Difference(
          type: .keyUsage, severity: .warning, value: issued.joined(separator: ", "), expected: "digitalSignature",
          reason: "TLS 1.3 requires digitalSignature (RFC 8446 §4.4.2.2)"))
    }
    for usage in ["keyCertSign", "cRLSign"] where issued.contains(usage) {
      found.append(
        Comparison.Difference(
          type: .keyUsage, severity: .error, value: usage, expected: nil,
          reason: "a server's certificate must not have it (BR 7.1.2.7.11)"))
    }
    let requested = order.extensions["keyUsage"].map(list) ?? []
    for usage in requested where !issued.contains(usage) && usage != "digitalSignature" {
      found.append(
        Comparison.Difference(
          type: .keyUsage, severity: .info, value: nil, expected: usage, reason: "the CA sets the key usages"))
    }
    return found
  }

  private static func authority(_ leaf: LeafCertificate) -> [Comparison.Difference] {
    guard leaf.certificate.isCA else { return [] }
    return [
      Comparison.Difference(
        type: .certificateAuthority, severity: .error, value: "CA: true", expected: nil,
        reason: "the certificate is that of a CA (BR 7.1.2.7.6)")
    ]
  }

  private static func stapling(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> [Comparison.Difference] {
    let bytes = leaf.certificate.der.span
    let isIssued =
      leaf.certificate.certificateExtension(.tlsFeature)
      .flatMap { try? TLSFeatureValue($0.value, in: bytes) }?.isMustStaple ?? false
    let isRequested = order.extensions["tlsFeature"]?.contains("status_request") ?? false
    guard isIssued != isRequested else { return [] }
    return [
      Comparison.Difference(
        type: .mustStaple, severity: .warning, value: isIssued ? "must-staple" : nil,
        expected: isRequested ? "must-staple" : nil,
        reason: isIssued
          ? "clients refuse the certificate unless the server staples OCSP responses (RFC 7633)"
          : "the CA did not include the requested feature (RFC 7633)")
    ]
  }

  private static func list(_ text: String) -> [String] {
    text == "none" ? [] : text.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
  }
}
