// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// A host name that is not ordinary, in a request or an order.
///
/// An ordinary name has only letters, digits, hyphens and dots and is under a known top-level domain. One pass over its
/// bytes recognizes it; nearly all names are ordinary and skip the rules on names.
struct ExaminedName: Sendable {
  enum Origin: Sendable, Hashable {
    case commonName, alternativeName
    case parameter(ParameterName)
  }

  let origin: Origin
  /// The parsed name with its faults.
  let host: HostName
  let place: Place?
  /// Whether an order is known to use the name.
  let isOrdered: Bool
  /// Whether the order is for a private network, where names and addresses need not be public.
  var isPrivate = false
  /// Whether it is an iPAddress of the request, not a dNSName or text.
  var isAddressEntry = false

  /// The origin in messages.
  var title: String {
    switch origin {
    case .commonName: "common name"
    case .alternativeName: "SAN"
    case .parameter(.domainNames): "listed name"
    case .parameter: "name"
    }
  }

  /// The form in which names are compared.
  var canonical: String { host.address?.description ?? host.ascii ?? host.text }

  /// Whether the text has the form of a name, so that its scope can be determined.
  var isReadable: Bool {
    guard host.wildcard == .none || host.wildcard == .leftmost else { return false }
    return host.faults.allSatisfy { fault in
      switch fault.kind {
      case .trailingDot, .unicodeLabel, .underscore: true
      default: false
      }
    }
  }

  /// The unusual names of a request, in order; with an order, only the names that it uses.
  static func unusual(in request: CertificationRequest, order: EffectiveOrder?) -> [ExaminedName] {
    let bytes = request.der.span
    var names: [ExaminedName] = []
    let use = order.map(NameUse.init) ?? .all
    let commonName = KnownOID.commonName
    for index in request.subject.indices where use.commonName && request.subject[index].oid.known == commonName {
      let attribute = request.subject[index]
      if attribute.tag != .bmpString, attribute.tag != .universalString, isPlain(attribute.value, in: bytes) {
        continue
      }
      let text = attribute.text(in: bytes)?.text ?? ""
      names.append(use.name(.commonName, text, Place(attribute.range, .subject)))
    }
    for index in request.subjectAlternativeNames.indices {
      let name = request.subjectAlternativeNames[index]
      let place = Place(name.range, .alternativeName)
      if name.kind == .dns, use.alternativeNames, !isPlain(name.content, in: bytes) {
        let text = StringText(.ia5String, content: name.content, in: bytes)?.text ?? ""
        names.append(use.name(.alternativeName, text, place))
      } else if name.kind == .ip, order == nil, let address = IPAddress(octets: bytes.extracting(name.content)) {
        var entry = use.name(.alternativeName, address.description, place)
        entry.isAddressEntry = true
        names.append(entry)
      }
    }
    return names
  }

  /// The unusual names in the form of an order.
  static func unusual(inFormOf order: EffectiveOrder) -> [ExaminedName] {
    let use = NameUse(order)
    guard use.isList else { return unusual([order.values.text(.commonName)].compactMap(\.self), .commonName, use) }
    let listed = order.values.text(.domainNames).map { ListText($0).items } ?? []
    return unusual(listed, .domainNames, use)
      + unusual([order.values.text(.primaryDomainName)].compactMap(\.self), .primaryDomainName, use)
  }

  /// The unusual names of a parameter as written, without duplicates: case folding could hide a fault.
  private static func unusual(_ names: [String], _ parameter: ParameterName, _ use: NameUse) -> [ExaminedName] {
    var known: Set<String> = []
    return names.compactMap { name in
      let octets = name.utf8.span
      guard !name.isEmpty, !isPlain(0..<octets.count, in: octets), known.insert(name).inserted,
        NameNotation(name) == nil
      else { return nil }
      return use.name(.parameter(parameter), name, nil)
    }
  }

  @inline(__always)
  private static func isPlain(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let name = OrdinaryHostName(bytes, in: range), !name.isWildcard else { return false }
    if KnownTopLevel.isCommon(bytes, name.topLevel) { return true }
    return KnownTopLevel.contains(bytes, name.topLevel) && !RegistryNames.mayContain(name, in: bytes)
  }
}

/// Which names of a request an order uses.
private struct NameUse {
  let commonName: Bool
  let alternativeNames: Bool
  /// Whether the order has a list of names.
  let isList: Bool
  private let isPrivate: Bool
  private let isOrdered: Bool

  /// All names, for a request without an order.
  static let all = NameUse(
    commonName: true, alternativeNames: true, isList: false, isPrivate: false, isOrdered: false)

  private init(commonName: Bool, alternativeNames: Bool, isList: Bool, isPrivate: Bool, isOrdered: Bool) {
    self.commonName = commonName
    self.alternativeNames = alternativeNames
    self.isList = isList
    self.isPrivate = isPrivate
    self.isOrdered = isOrdered
  }

  init(_ order: EffectiveOrder) {
    let product = order.selection?.certificate
    let isList = product.map(\.isMultiDomain) ?? order.isGiven(.domainNames)
    let isUnified = product?.isUnifiedCommunications == true && !order.isGiven(.primaryDomainName)
    // If the form and the request give the same name, the form's spelling is examined.
    let isFromRequest = order.names.origin == .csr
    self.init(
      commonName: isList ? isUnified : isFromRequest, alternativeNames: isList && isFromRequest, isList: isList,
      isPrivate: product?.isIntranet.value == true, isOrdered: true)
  }

  func name(_ origin: ExaminedName.Origin, _ text: String, _ place: Place?) -> ExaminedName {
    ExaminedName(
      origin: origin, host: HostName(text), place: place, isOrdered: isOrdered, isPrivate: isPrivate)
  }
}

/// A test for top-level domains that answers for the most common ones without a look-up.
private enum KnownTopLevel {
  /// Whether the label is com, net or org, below which registries have no names with several labels.
  @inline(__always)
  static func isCommon(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 3 else { return false }
    return switch word(bytes, range) {
    case 0x63_6F6D, 0x6E_6574, 0x6F_7267: true
    default: false
    }
  }

  /// Whether the label is a top-level domain for hosts, which excludes `arpa`.
  @inline(__always)
  static func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count == 4, word(bytes, range) == 0x6172_7061 { return false }
    return TopLevelDomains.contains(bytes, range)
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var word: UInt32 = 0
    for index in range { word = word << 8 | UInt32(bytes[index] | 0x20) }
    return word
  }
}

/// The names of registries with several labels, such as `co.uk`.
private enum RegistryNames {
  private static let list = try? PublicSuffixList()

  /// Whether an ordinary name may be a public suffix; false for nearly all, by the number of labels or the first one.
  static func mayContain(_ name: OrdinaryHostName, in bytes: Span<UInt8>) -> Bool {
    // The longest public suffixes have four labels, and none starts with www.
    guard name.labelCount <= 4, !startsWithWWW(name.range, in: bytes) else { return false }
    return list?.isPublicSuffix(bytes.extracting(name.range)) ?? false
  }

  private static func startsWithWWW(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard range.count > 4, bytes[range.lowerBound + 3] == UInt8(ascii: ".") else { return false }
    for index in range.prefix(3) where bytes[index] | 0x20 != UInt8(ascii: "w") { return false }
    return true
  }
}
