// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import PKCS10

/// The key usages that a request asks for.
extension Rule {
  static let extensionKeyUsage = Rule(
    "extension.key-usage", .warning, .inferred,
    summary: "a requested key usage must not have keyCertSign, cRLSign, nonRepudiation, encipherOnly or decipherOnly",
    fix: "leave keyUsage out, which the CA chooses by the key: \(OpenSSLCommand.newRequest)",
    citations: ["BR 7.1.2.7.11", "RFC 5280 §4.2.1.3"]
  ) { examination, reporter in
    guard let usage = examination.requested(.keyUsage, as: KeyUsageValue.self) else { return }
    let ofCA = usage.value.usages.filter { $0 == "keyCertSign" || $0 == "cRLSign" }
    if !ofCA.isEmpty {
      reporter.report(
        "key usage has \(listed(ofCA)), the key usage of a CA: a server's certificate must not have it",
        at: usage.place)
    }
    let unused = usage.value.usages.filter { UsageTable.neverInTLS.contains($0) }
    if !unused.isEmpty {
      reporter.report(
        "key usage has \(listed(unused)), which the CA leaves out", at: usage.place, severity: .info)
    }
  }

  static let extensionKeyUsageForKey = Rule(
    "extension.key-usage-for-key", .info, .inferred, inForce: .profiles,
    summary: "a requested key usage should be one that the key's type allows, with one that TLS servers need",
    fix: "leave keyUsage out, which the CA chooses by the key: \(OpenSSLCommand.newRequest)",
    citations: ["BR 7.1.2.7.11", "RFC 3279 §2.3", "RFC 5480 §3", "RFC 5280 §4.2.1.12"]
  ) { examination, reporter in
    guard let row = UsageTable.row(of: examination.request.publicKey.key),
      let usage = examination.requested(.keyUsage, as: KeyUsageValue.self)
    else { return }
    let usages = usage.value.usages
    let impossible = usages.filter { row.impossible.contains($0) }
    if !impossible.isEmpty {
      reporter.report(
        "key usage has \(listed(impossible)), which \(row.key) cannot do", at: usage.place)
    } else if !usages.contains(where: row.ofServer.contains) {
      reporter.report(
        "key usage has no \(row.ofServer.joined(separator: " or ")), which a TLS server with \(row.key) needs",
        at: usage.place)
    }
  }
}

/// The key usages by type of key (BR 7.1.2.7.11).
private struct UsageTable {
  /// The key with its article.
  let key: String
  /// What the type of key cannot do.
  let impossible: Set<String>
  /// At least one of these is needed.
  let ofServer: [String]

  /// Not in any certificate for a TLS server.
  static let neverInTLS: Set<String> = ["nonRepudiation", "encipherOnly", "decipherOnly"]

  private static let rsa = UsageTable(
    key: "an RSA key", impossible: ["keyAgreement"], ofServer: ["digitalSignature", "keyEncipherment"])
  private static let ec = UsageTable(
    key: "an EC key", impossible: ["keyEncipherment", "dataEncipherment"], ofServer: ["digitalSignature"])

  static func row(of key: PublicKey) -> UsageTable? {
    switch key {
    case .rsa: rsa
    case .ec: ec
    default: nil
    }
  }
}
