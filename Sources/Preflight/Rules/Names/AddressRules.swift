// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// IP addresses: their form in the request, and where they may be.
extension Rule {
  static let addressLength = Rule(
    "san.address-length", .error, .inferred,
    summary: "an iPAddress must have 4 octets (IPv4) or 16 octets (IPv6)",
    fix: "list each address alone, such as IP:192.0.2.1",
    citations: ["RFC 5280 §4.2.1.6", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for name in examination.request.subjectAlternativeNames where name.kind == .ip && !name.isOrderable {
      let octets = name.content.map { bytes[$0] }
      let meaning = AddressOctets.meaning(octets)
      let hex = name.text(in: bytes).text
      let shown = octets.isEmpty ? "an empty IP address" : "the IP address 0x\(hex.prefix(64))"
      reporter.report(
        "SAN has \(shown) of \(octets.count) octets: it must have 4 octets (IPv4) or 16 octets (IPv6)"
          + (meaning.map { "; \($0.reason)" } ?? ""), at: Place(name.range, .alternativeName),
        fix: meaning.map { "write IP:\($0.address) instead" })
    }
  }

  static let addressAsName = Rule(
    "san.address-as-name", .warning, .inferred,
    summary: "an IP address must be an iPAddress, not a dNSName or only a common name",
    fix: "write the address as IP:, or list it in domainNames of an OV multi-domain product, such as 335",
    citations: ["BR 7.1.2.7.12", "BR 7.1.4.3", "RFC 5280 §4.2.1.6", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    for name in examination.unusualNames where !name.isAddressEntry && !name.isPrivate {
      guard let address = name.host.address else { continue }
      let isPublic = address.specialPurpose == nil && !address.isMulticast
      let fix = isPublic ? AddressFix.entry(address) : AddressFix.none
      switch name.origin {
      case .alternativeName:
        reporter.report(
          name,
          "is an IP address in a dNSName: the CA may refuse it or leave it out, since a certificate has addresses "
            + "only as iPAddress", listed: false, fix: fix)
      case .commonName where !examination.request.lists(address) && examination.order?.product?.isSingleDomain != true:
        reporter.report(
          name,
          "is an IP address that is not among the SANs as an iPAddress: the CA leaves it out of a multi-domain "
            + "certificate and refuses it for a single-domain certificate", commonName: .nothing, fix: fix)
      default: continue
      }
    }
  }

  static let commonNameForm = Rule(
    "subject.common-name-form", .info, .inferred, inForce: .commonNameForm,
    summary: "an IP address as common name should be written as in RFC 5952, or in dotted decimal",
    fix: "write the address in its shortest form",
    citations: ["BR 7.1.4.3", "RFC 5952 §4"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.origin == .commonName {
      guard let address = name.host.address, name.host.text != address.description else { continue }
      reporter.report(
        name, "is written as \(address) in certificates", commonName: .nothing,
        fix: "write \(address) instead")
    }
  }
}

/// What to do with an address that is written as a name.
private enum AddressFix {
  static let none = "leave it out: public CAs certify only public addresses, and these only as iPAddress"

  static func entry(_ address: IPAddress) -> String {
    "write it as \(AlternativeNameOption.text([address.description])), or list \(address) in domainNames of an OV "
      + "multi-domain product, such as 335"
  }
}

extension CertificationRequest {
  /// Whether an address is among the SANs as an iPAddress.
  fileprivate func lists(_ address: IPAddress) -> Bool {
    let octets = address.octets
    return subjectAlternativeNames.contains { $0.kind == .ip && octets.elementsEqual(der[$0.content]) }
  }
}

/// What octets that are not an address were meant to be.
enum AddressOctets {
  /// The address, and the mistake as a clause; nil if no address can be recognized.
  static func meaning(_ octets: [UInt8]) -> (address: IPAddress, reason: String)? {
    switch octets.count {
    case 8, 32:
      let half = octets.count / 2
      if let written = text(octets) { return written }
      guard let address = address(octets[..<half]), let mask = self.address(octets[half...]) else { return nil }
      return (address, "this is \(address) with the mask \(mask), which only name constraints have")
    case 5, 17:
      guard let address = address(octets.dropLast()), let last = octets.last, Int(last) <= 8 * (octets.count - 1)
      else { return nil }
      return (address, "this is \(address) with the prefix length \(last), which only name constraints describe")
    default: return text(octets)
    }
  }

  private static func address(_ octets: ArraySlice<UInt8>) -> IPAddress? {
    let array = Array(octets)
    return IPAddress(octets: array.span)
  }

  /// The address as text instead of octets.
  private static func text(_ octets: [UInt8]) -> (address: IPAddress, reason: String)? {
    guard octets.count <= 45, octets.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let address = IPAddress(String(decoding: octets, as: UTF8.self))
    else { return nil }
    return (address, "this is \(address) as text instead of octets")
  }
}
