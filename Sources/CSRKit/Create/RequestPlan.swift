// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import DomainNames
public import OpenSSLBridge
public import PKCS10

/// The content of a new request: names, subject, kind of key, and the order that it is for.
public struct RequestPlan: Sendable {
  /// The names, in order: host names in any script, wildcards, IP addresses.
  public var names: [String]
  /// The attributes of the subject, in any order; a common name is optional.
  public var subject: [SubjectValue] = []
  /// The kind of key to generate; nil for that of the product.
  public var keyKind: SigningKeyKind?
  /// The parameters of the order, at least its product; empty for a request without an order.
  public var form = OrderForm()
  /// Whether the form is complete, so that a missing parameter is an error.
  public var isCompleteForm = false

  /// Creates a plan for names.
  public init(names: [String] = []) { self.names = names }

  /// An attribute of the subject.
  public struct SubjectValue: Sendable, Hashable {
    /// The type as a dotted object identifier.
    public let oid: String
    /// The value.
    public let value: String
    /// Whether it belongs to the same relative distinguished name as the attribute before.
    package let joinsPrevious: Bool

    /// Creates an attribute.
    public init(oid: String, value: String, joinsPrevious: Bool = false) {
      (self.oid, self.value, self.joinsPrevious) = (oid, value, joinsPrevious)
    }
  }

  /// Sets the subject from text such as `C=NO, O=Fjord Hosting AS` (RFC 4514).
  public mutating func setSubject(_ text: String) throws(DistinguishedNameError) {
    subject = try DistinguishedName.parse(text).map {
      SubjectValue(oid: $0.oid, value: $0.value, joinsPrevious: $0.joinsPrevious)
    }
  }
}

extension RequestPlan {
  /// The ordered product; nil without one.
  var product: Product? {
    form[.product].flatMap { ProductSelection(salvaging: $0) }?.certificate
  }

  /// The names of the request: those of the plan, else the common name of the subject, else those of the form.
  package var effectiveNames: [String] {
    if !names.isEmpty { return names }
    if let commonName { return [commonName] }
    let listed =
      [form[.commonName], form[.primaryDomainName]].compactMap(\.self)
      + ListText(form[.domainNames] ?? "").items
    return listed.filter { !$0.isEmpty }
  }

  /// The kind of key to generate.
  ///
  /// P-256 is accepted for every product; Intel AMT accepts only RSA (Intel AMT Implementation and Reference Guide,
  /// remote configuration certificates).
  package var effectiveKeyKind: SigningKeyKind {
    keyKind ?? (product?.kind.value == .amt ? .rsa(bits: 2048) : .p256)
  }

  /// The name that files of the request have by default.
  package var fileName: String {
    let first = effectiveNames.first.map { PlannedName($0).text } ?? "request"
    let name = first.hasPrefix("*.") ? "_wildcard" + first.dropFirst() : first
    let safe = name.utf8.prefix(200).enumerated().map { index, octet in
      octet.isFileNameOctet && (index > 0 || octet != UInt8(ascii: ".")) ? octet : UInt8(ascii: "_")
    }
    return String(decoding: safe, as: UTF8.self)
  }

  private var commonName: String? { subject.first { $0.oid == KnownOID.commonName.dotted }?.value }

  /// The content of the request: every name in the SAN, and the first as the common name if it is short enough.
  var content: RequestContent {
    var content = RequestContent()
    var seen: Set<String> = []
    var planned: [PlannedName] = []
    let all = (commonName.map { [$0] } ?? []) + effectiveNames
    // The common name must be one of the SANs (BR 7.1.4.3), and keeps the place that it has among the names.
    let isCommonNameListed = commonName.map { name in
      effectiveNames.contains { PlannedName($0).text == PlannedName(name).text }
    }
    for name in isCommonNameListed == true ? effectiveNames : all {
      let name = PlannedName(name)
      if seen.insert(name.text).inserted { planned.append(name) }
    }
    content.names = planned.map(\.name)
    let first = commonName.map { PlannedName($0).text } ?? planned.first?.text
    content.subject = SubjectOrder.entries(
      subject, commonName: first.flatMap { $0.unicodeScalars.count <= 64 ? $0 : nil })
    return content
  }
}

/// A name as it will appear in the request.
struct PlannedName {
  let name: RequestContent.Name
  /// The name as text: an A-label form in lower case, an address in its canonical form, or an invalid name as given.
  let text: String

  init(_ given: String) {
    let host = HostName(given)
    let isOnlyUnicode = host.faults.allSatisfy { fault in
      if case .unicodeLabel = fault.kind { true } else { false }
    }
    if let address = host.address, host.faults.isEmpty {
      (name, text) = (.ip(address.octets), address.description)
    } else if isOnlyUnicode, let ascii = host.ascii {
      (name, text) = (.dns(ascii), ascii)
    } else {
      // The rules say what is wrong with it.
      (name, text) = (.dns(given), given)
    }
  }
}

extension UInt8 {
  /// Whether the octet may be part of a file name without surprises in a shell.
  fileprivate var isFileNameOctet: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}

/// The order and string types of subject attributes (BR 7.1.4.2).
enum SubjectOrder {
  /// The attributes in the order of the table, others before the common name, which is last.
  static func entries(_ values: [RequestPlan.SubjectValue], commonName: String?) -> [RequestContent.SubjectEntry] {
    var groups: [[RequestPlan.SubjectValue]] = []
    for value in values where value.oid != KnownOID.commonName.dotted {
      if value.joinsPrevious, !groups.isEmpty {
        groups[groups.count - 1].append(value)
      } else {
        groups.append([value])
      }
    }
    let sorted = groups.enumerated().sorted { left, right in
      let ranks = (rank(of: left.element), rank(of: right.element))
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.offset < right.offset
    }
    var entries = sorted.flatMap { group in
      group.element.enumerated().map { index, value in
        RequestContent.SubjectEntry(
          oid: value.oid, value: value.value, type: type(of: value), joinsPrevious: index > 0)
      }
    }
    if let commonName {
      entries.append(.init(oid: KnownOID.commonName.dotted, value: commonName, type: .utf8))
    }
    return entries
  }

  private static func rank(of group: [RequestPlan.SubjectValue]) -> Int {
    let ranks = SubjectAttributeOrder.ranks
    return group.first.flatMap { KnownOID.find(dotted: $0.oid) }.flatMap { ranks[$0] } ?? ranks.count
  }

  /// PrintableString for countries and serial numbers, IA5String for domain components and addresses, where the value
  /// allows it; UTF8String otherwise (RFC 5280 appendix A.1).
  private static func type(of value: RequestPlan.SubjectValue) -> RequestContent.StringType {
    switch value.oid {
    case "2.5.4.6", "2.5.4.5", "2.5.4.46", "1.3.6.1.4.1.311.60.2.1.3":
      value.value.utf8.allSatisfy { StringText.isPrintable($0) } ? .printable : .utf8
    case "0.9.2342.19200300.100.1.25", "1.2.840.113549.1.9.1":
      value.value.utf8.allSatisfy { $0 < 0x80 } ? .ia5 : .utf8
    default: .utf8
    }
  }
}
