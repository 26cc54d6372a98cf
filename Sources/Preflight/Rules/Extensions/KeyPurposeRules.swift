// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import PKCS10

/// The extended key usages that a request asks for.
extension Rule {
  static let extensionClientAuth = Rule(
    "extension.client-auth", .info, .inferred,
    summary: "the request should not ask for client authentication, which TLS server certificates stop having",
    fix: "leave clientAuth out, and use a private CA for client authentication: \(OpenSSLCommand.newRequest) "
      + "-addext extendedKeyUsage=serverAuth",
    citations: [
      "Chrome Root Program 1.3.2", "BR 7.1.2.7.10", "Sectigo FAQ on client authentication",
      "Reseller's page on client authentication",
    ]
  ) { examination, reporter in
    guard let usage = examination.requested(.extKeyUsage, as: ExtendedKeyUsageValue.self),
      usage.value.purposes.contains(KeyPurpose.clientAuth)
    else { return }
    let isQualified = examination.order?.product?.kind.value.isEIDAS ?? false
    let end = ClientAuthEnd(on: examination.asOf, isQualified: isQualified)
    reporter.report(
      "extended key usage has clientAuth: \(end.reason)", at: usage.place, severity: end.isNear ? .warning : nil)
  }

  static let extensionKeyPurpose = Rule(
    "extension.key-purpose", .warning, .inferred, inForce: .profiles,
    summary: "a requested extended key usage must have serverAuth and must not have purposes of other certificates",
    fix: "create the CSR with the settings for a TLS server: \(OpenSSLCommand.newRequest) "
      + "-addext extendedKeyUsage=serverAuth",
    citations: ["BR 7.1.2.7.10", "RFC 5280 §4.2.1.12"]
  ) { examination, reporter in
    guard let usage = examination.requested(.extKeyUsage, as: ExtendedKeyUsageValue.self) else { return }
    let purposes = usage.value.purposes
    let forbidden = purposes.filter(KeyPurpose.forbidden.contains)
    if let first = forbidden.first {
      reporter.report(
        "extended key usage has \(listed(forbidden)), which a TLS certificate must not have", at: usage.place,
        fix: KeyPurpose.remedies[first])
    } else if purposes.isEmpty {
      reporter.report(
        "extended key usage is empty: it must have at least one purpose", at: usage.place, severity: .info)
    } else if !purposes.contains(KeyPurpose.serverAuth) {
      reporter.report(
        "extended key usage has no serverAuth, only \(listed(purposes)): the CA issues certificates for TLS servers",
        at: usage.place)
    } else {
      let others = purposes.filter { $0 != KeyPurpose.serverAuth && $0 != KeyPurpose.clientAuth }
      guard !others.isEmpty else { return }
      reporter.report(
        "extended key usage has \(listed(others)), which the CA leaves out", at: usage.place, severity: .info,
        fix: "leave that out, and use a private CA if an application needs it")
    }
  }
}

/// The first entries of a list, for a sentence.
func listed(_ names: [String]) -> String {
  names.prefix(5).map { $0.utf8.count > 64 ? "\($0.prefix(64))…" : $0 }.joined(separator: ", ")
    + (names.count > 5 ? ", …" : "")
}

/// The purposes by which rules decide.
private enum KeyPurpose {
  static let serverAuth = "serverAuth"
  static let clientAuth = "clientAuth"

  private static let asServer = "; for the server, \(OpenSSLCommand.newRequest) -addext extendedKeyUsage=serverAuth"

  /// The purposes that a TLS certificate must not have (BR 7.1.2.7.10).
  static let forbidden: Set<String> = [
    "codeSigning", "emailProtection", "timeStamping", "OCSPSigning", "anyExtendedKeyUsage", precertificateSigning,
  ]
  private static let precertificateSigning = "1.3.6.1.4.1.11129.2.4.4"

  /// What to do instead for those with certificates of their own.
  static let remedies: [String: String] = [
    "codeSigning": "order a code signing certificate to sign software" + asServer,
    "emailProtection": "order an S/MIME certificate for email" + asServer,
    "timeStamping": "use a private CA for time stamps" + asServer,
  ]
}

/// What is known on a day about the end of client authentication in TLS certificates.
private struct ClientAuthEnd {
  /// The rest of a sentence.
  let reason: String
  /// Whether users have to act now.
  let isNear: Bool

  /// The number of days before Chrome's date from which the end is near.
  private static let notice = 90

  init(on day: CalendarDate, isQualified: Bool) {
    let chrome = IndustryDate.clientAuthInChrome.day
    let isNear = day.daysSinceEpoch >= chrome.daysSinceEpoch - ClientAuthEnd.notice
    if isQualified, day >= IndustryDate.clientAuthInQWAC.day {
      reason = "the CA has issued qualified certificates without it since \(IndustryDate.clientAuthInQWAC.day)"
      self.isNear = true
      return
    }
    self.isNear = isNear
    if day >= chrome {
      reason = "certificates that Chrome trusts must not have it since \(chrome)"
    } else if day >= IndustryDate.clientAuthByDefault.day {
      reason =
        "the CA leaves it out by default, and always from \(IndustryDate.clientAuthLastDay.day) (its FAQ) or "
        + "\(IndustryDate.clientAuthLastDayByReseller.day) (a reseller); Chrome does not allow it from \(chrome)"
    } else {
      reason = "the CA will leave it out, and Chrome does not allow it from \(chrome)"
    }
  }
}
