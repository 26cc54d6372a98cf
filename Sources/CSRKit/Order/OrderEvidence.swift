// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import OpenSSLBridge
internal import PKCS10
internal import Preflight

extension RequestValues {
  /// The values that an order takes from a request.
  init(_ request: CertificationRequest) {
    self.init()
    let bytes = request.der.span
    subjectRange = request.subjectName
    for index in request.subject.indices { take(request.subject[index], in: bytes) }
    dnsNames.reserveCapacity(request.subjectAlternativeNames.count)
    for name in request.subjectAlternativeNames {
      if name.kind == .dns {
        dnsNames.append(StringText(.ia5String, content: name.content, in: bytes)?.text ?? "")
      } else if name.kind == .ip, let address = IPAddress(octets: bytes.extracting(name.content)) {
        ipAddresses.append(address.description)
      }
    }
    let algorithm = SignatureAlgorithm(request.signatureAlgorithm.oid)
    infersSHA1 = algorithm.scheme == .rsaPKCS1 && (algorithm.digest == .sha1 || algorithm.digest == .md5)
  }

  /// For most attributes, the first value that is text is used.
  private mutating func take(_ attribute: NameAttribute, in bytes: Span<UInt8>) {
    switch attribute.oid.known {
    case .commonName: commonNames.append(attribute.text(in: bytes)?.text ?? "")
    case .streetAddress: streetAddress.append(attribute.text(in: bytes)?.text ?? "")
    case .organizationName: organizationName = organizationName ?? attribute.text(in: bytes)?.text
    case .organizationalUnitName: organizationalUnitName = organizationalUnitName ?? attribute.text(in: bytes)?.text
    case .postOfficeBox: postOfficeBox = postOfficeBox ?? attribute.text(in: bytes)?.text
    case .localityName: localityName = localityName ?? attribute.text(in: bytes)?.text
    case .stateOrProvinceName: stateOrProvinceName = stateOrProvinceName ?? attribute.text(in: bytes)?.text
    case .postalCode: postalCode = postalCode ?? attribute.text(in: bytes)?.text
    case .countryName: countryName = countryName ?? attribute.text(in: bytes)?.text
    default:
      others.append(
        Other(
          oid: attribute.oid.dotted(in: bytes), name: attribute.oid.label(in: bytes),
          value: attribute.displayText(in: bytes), range: attribute.range))
    }
  }
}

/// Normalizes names for comparison: lower-case A-labels, or the canonical text of an address.
enum NameFold {
  static func fold(_ name: String) -> String {
    if let ordinary = OrdinaryHostName(name.utf8.span) {
      return ordinary.hasUpperCase ? EffectiveNames.asciiFold(name) : name
    }
    let host = HostName(name)
    if let address = host.address { return address.description }
    return host.ascii ?? EffectiveNames.asciiFold(name)
  }
}

/// Earlier orders in the ledger with the same request or reference.
struct EarlierUse {
  /// The earlier order with the same request and uniqueValue; the last one if the order has no uniqueValue.
  private(set) var order: EarlierOrder?
  /// The earlier order with the same foreignOrderNumber, if checkFONIsUnique is Y.
  private(set) var reference: EarlierOrder?
  /// Why the ledger failed; nil if it did not, or if there is none.
  private(set) var failure: LedgerError?

  init(of order: EffectiveOrder, request report: RequestReport?, in ledger: (any TokenLedger)?) {
    guard let ledger else { return }
    do throws(LedgerError) {
      if let report { self.order = try EarlierUse.entry(of: order, report.sha256.hex(), ledger).map(EarlierOrder.init) }
      if order.value(.checkFONIsUnique) == "Y", let name = order.value(.foreignOrderNumber), !name.isEmpty {
        reference = try ledger.entries(ofReference: name).first.map(EarlierOrder.init)
      }
    } catch {
      failure = error
    }
  }

  private static func entry(
    of order: EffectiveOrder, _ sha256: String, _ ledger: any TokenLedger
  ) throws(LedgerError) -> LedgerEntry? {
    guard let text = order.value(.uniqueValue) else { return try ledger.entries(ofRequest: sha256).last }
    guard let value = try? UniqueValue(text) else { return nil }
    return try ledger.entry(of: TokenKey(sha256: sha256, uniqueValue: value))
  }
}

extension EarlierOrder {
  fileprivate init(_ entry: LedgerEntry) {
    self.init(reference: entry.reference, time: LedgerTime.text(entry.time))
  }
}
