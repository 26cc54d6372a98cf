// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import Preflight

/// Compares public keys.
enum KeyComparison {
  static func differences(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> [Comparison.Difference] {
    guard let key = order.key, key != leaf.key else { return [] }
    return [
      Comparison.Difference(
        type: .keyDiffers, severity: .error, value: hash(leaf.key), expected: hash(key),
        reason: "the certificate is for another key, so the private key of the request cannot be used with it")
    ]
  }

  private static func hash(_ key: [UInt8]) -> String { "SHA-256 \(Digest(.sha256, of: key.span).hex())" }
}

/// Compares the names of a certificate with the ordered ones.
enum NameComparison {
  static func differences(_ leaf: LeafCertificate, _ order: RequestedCertificate) -> [Comparison.Difference] {
    let ordered = unique(order.names.map { ComparedName($0) })
    let expected = unique(ordered + order.added.map { ComparedName($0) })
    // Without a SAN, clients of the past used the common name.
    let issued = leaf.names.isEmpty ? leaf.commonName.map { [ComparedName($0)] } ?? [] : leaf.names
    var found: [Comparison.Difference] = []
    // The CA leaves out a name that it adds by itself and that is not proven.
    for name in ordered where !issued.contains(name) {
      found.append(
        Comparison.Difference(
          type: .nameMissing, severity: .error, value: nil, expected: name.text,
          reason: "the certificate does not cover an ordered name"))
    }
    if !ordered.isEmpty {
      for name in issued where !expected.contains(name) && !ordered.contains(where: { name.isAdded(to: $0) }) {
        found.append(
          Comparison.Difference(
            type: .nameAdded, severity: .error, value: name.text, expected: nil,
            reason: "the certificate covers a name that was not ordered"))
      }
    }
    let (common, kept) = (ordered.filter(issued.contains), issued.filter(ordered.contains))
    if common != kept {
      found.append(
        Comparison.Difference(
          type: .nameReordered, severity: .info, value: list(kept), expected: list(common),
          reason: "the names are in another order, which has no effect"))
    }
    return found + commonName(leaf, order, issued)
  }

  private static func commonName(
    _ leaf: LeafCertificate, _ order: RequestedCertificate, _ issued: [ComparedName]
  ) -> [Comparison.Difference] {
    guard let given = order.commonName else { return [] }
    guard let name = leaf.commonName else {
      return [
        Comparison.Difference(
          type: .commonNameDropped, severity: .info, value: nil, expected: given,
          reason: "the common name is optional; clients use the SANs (BR 7.1.4.3)")
      ]
    }
    guard ComparedName(name) != ComparedName(given) else { return [] }
    let isCovered = issued.contains(ComparedName(name))
    return [
      Comparison.Difference(
        type: .commonNameDiffers, severity: isCovered ? .info : .error, value: name, expected: given,
        reason: isCovered
          ? "the CA chose another of the names as common name" : "the common name is not one of the SANs (BR 7.1.4.3)")
    ]
  }

  private static func unique(_ names: [ComparedName]) -> [ComparedName] {
    var seen: Set<ComparedName> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func list(_ names: [ComparedName]) -> String { names.map(\.text).joined(separator: ", ") }
}
