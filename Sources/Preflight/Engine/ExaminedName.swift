// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import DomainNames
internal import PKCS10

/// A host name of a request or an order that is more than letters, digits, hyphens and dots below a known top level.
///
/// Ordinary names, nearly all, are found out in one pass over their bytes and have none of these.
public struct ExaminedName: Sendable {
  /// Where names of hosts stand.
  public enum Origin: Sendable, Hashable {
    case commonName, alternativeName
    case parameter(ParameterName)
  }

  /// Where it stands.
  public let origin: Origin
  /// The name, read with all its faults.
  public let host: HostName
  let place: Place?
  /// Whether an order is known to use it.
  let isOrdered: Bool
  /// Whether the order is for a private network, where names and addresses need not be public.
  var isPrivate = false

  /// What people call the place.
  var title: String {
    switch origin {
    case .commonName: "common name"
    case .alternativeName: "alternative name"
    case .parameter(.domainNames): "listed name"
    case .parameter: "name"
    }
  }

  /// Whether it is written as a name, so that one can ask what it stands for.
  var isReadable: Bool {
    guard host.wildcard == .none || host.wildcard == .leftmost else { return false }
    return host.faults.allSatisfy { fault in
      switch fault.kind {
      case .trailingDot, .unicodeLabel, .underscore: true
      default: false
      }
    }
  }

  /// The host names of a request that need a closer look, in order; with an order, those alone that it uses.
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
        names.append(use.name(.alternativeName, address.description, place))
      }
    }
    return names
  }

  /// The names that the form gives and that need a closer look.
  static func unusual(inFormOf order: EffectiveOrder) -> [ExaminedName] {
    let use = NameUse(order)
    guard use.isList else { return unusual([order.values.text(.commonName)].compactMap(\.self), .commonName, use) }
    let listed = order.values.text(.domainNames).map { ListText($0).items } ?? []
    return unusual(listed, .domainNames, use)
      + unusual([order.values.text(.primaryDomainName)].compactMap(\.self), .primaryDomainName, use)
  }

  /// The names of a parameter as they are written, each once: what they are folded to may hide what is wrong with them.
  private static func unusual(_ names: [String], _ parameter: ParameterName, _ use: NameUse) -> [ExaminedName] {
    var known: Set<String> = []
    return names.compactMap { name in
      let octets = name.utf8.span
      guard !name.isEmpty, !isPlain(0..<octets.count, in: octets), known.insert(name).inserted else { return nil }
      return use.name(.parameter(parameter), name, nil)
    }
  }

  @inline(__always)
  private static func isPlain(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let name = OrdinaryHostName(bytes, in: range), !name.isWildcard else { return false }
    return KnownTopLevel.contains(bytes, name.topLevel)
  }
}
