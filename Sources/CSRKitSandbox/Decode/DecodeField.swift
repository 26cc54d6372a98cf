// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import OpenSSLBridge
internal import PKCS10

/// One line of the decoded request.
struct DecodeField: Sendable, Hashable {
  /// The name as the endpoint writes it.
  let name: String
  /// The value; empty if the request has none.
  let value: String
  /// Whether the line has its name even if names are hidden, as published clients expect for hashes.
  let isAlwaysNamed: Bool

  /// The requested fields, in the order of the endpoint.
  static func fields(of report: RequestReport, for query: DecodeQuery) -> [DecodeField] {
    rows.filter { $0.shownBy.contains(where: query.shows) }.flatMap { row in
      let values = row.values(report)
      let count = max(row.lines, row.isRepeated ? values.count : 1)
      return (0..<count).map { index in
        DecodeField(name: row.name, value: index < values.count ? values[index] : "", isAlwaysNamed: row.isAlwaysNamed)
      }
    }
  }

  private struct Row: Sendable {
    let name: String
    /// The field is shown if one of these switches is on.
    let shownBy: [DecodeSwitch]
    var isAlwaysNamed = false
    /// The minimum number of lines.
    var lines = 1
    /// Whether further values are shown on separate lines.
    var isRepeated = false
    let values: @Sendable (RequestReport) -> [String]
  }

  /// The names of the fields up to `dnsName(s)` and of the hashes, and their order, are those that published clients read.
  /// The names of the two fields before the hashes are our own.
  private static let rows: [Row] =
    [Row(name: "CN", shownBy: [.showCN]) { subject("commonName", $0) }] + address + [
      Row(name: "Public Key", shownBy: [.showPublicKey]) { report in
        let der = report.request.der
        return [report.request.publicKey.displayName(in: der.span)]
      },
      Row(name: "Key Size", shownBy: [.showKeySize]) { $0.request.publicKey.bitCount.map { [String($0)] } ?? [] },
      Row(name: "dnsName(s)", shownBy: [.showSANDNSNames]) { [dnsNames($0).joined(separator: ",")] },
      Row(name: "Signature Algorithm", shownBy: [.showSignatureAlgorithm]) { report in
        let der = report.request.der
        let oid = report.request.signatureAlgorithm.oid
        return [oid.known?.name ?? oid.dotted(in: der.span)]
      },
      Row(name: "CSR", shownBy: [.showCSR]) { report in
        // PEM without its BEGIN and END lines.
        [PEMText.request(report.request.der).split(separator: "\n").dropFirst().dropLast().joined()]
      },
    ] + hashes

  private static let address: [Row] = [
    ("OU", "organizationalUnitName", 1), ("O", "organizationName", 1), ("POBox", "postOfficeBox", 1),
    ("STREET", "streetAddress", 3), ("L", "localityName", 1), ("S", "stateOrProvinceName", 1),
    ("PostalCode", "postalCode", 1), ("C", "countryName", 1), ("Email", "emailAddress", 1),
    ("Phone", "telephoneNumber", 1),
  ].map { name, type, lines in
    Row(name: name, shownBy: [.showAddress], lines: lines) { subject(type, $0) }
  }

  /// `showCSRHashes` shows MD5 and SHA-1; `showCSRHashes2` adds SHA-256.
  private static let hashes: [Row] = [
    hash("md5", .showCSRHashes, .showCSRHashes2) { $0.md5.hex(upperCase: true) },
    hash("sha1", .showCSRHashes, .showCSRHashes2) { $0.sha1.hex(upperCase: true) },
    hash("sha256", .showCSRHashes2) { $0.sha256.hex(upperCase: true) },
  ]

  private static func hash(
    _ name: String, _ shownBy: DecodeSwitch..., digits: @escaping @Sendable (RequestReport) -> String
  ) -> Row {
    Row(name: name, shownBy: shownBy, isAlwaysNamed: true) { [digits($0)] }
  }

  private static func subject(_ type: String, _ report: RequestReport) -> [String] {
    let der = report.request.der
    let bytes = der.span
    return report.request.subject.filter { $0.oid.known?.name == type }.map { $0.text(in: bytes)?.text ?? "" }
  }

  private static func dnsNames(_ report: RequestReport) -> [String] {
    let der = report.request.der
    let bytes = der.span
    return report.request.subjectAlternativeNames.filter { $0.kind == .dns }.map { $0.text(in: bytes).text }
  }
}
