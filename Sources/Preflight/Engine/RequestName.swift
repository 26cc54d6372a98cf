// SPDX-License-Identifier: Apache-2.0
internal import DER
public import DomainNames
internal import PKCS10

/// A host name of a request that is more than letters, digits, hyphens and dots.
///
/// Ordinary names, nearly all, are found out in one pass over their bytes and have none of these.
public struct RequestName: Sendable {
  /// Where names of hosts stand in a request.
  public enum Origin: Sendable, Hashable {
    case commonName, alternativeName
  }

  /// Where it stands.
  public let origin: Origin
  /// The name, read with all its faults.
  public let host: HostName
  let place: Place

  /// What people call the place.
  var title: String { origin == .commonName ? "common name" : "alternative name" }

  /// The common names and DNS names of a request that need a closer look, in order.
  static func unusual(in request: CertificationRequest) -> [RequestName] {
    let bytes = request.der.span
    var names: [RequestName] = []
    for attribute in request.subject where attribute.oid.known == .commonName {
      if attribute.tag != .bmpString, attribute.tag != .universalString, isPlain(attribute.value, in: bytes) {
        continue
      }
      let text = attribute.text(in: bytes)?.text ?? ""
      names.append(RequestName(origin: .commonName, host: HostName(text), place: Place(attribute.whole, .subject)))
    }
    for name in request.subjectAlternativeNames where name.kind == .dns && !isPlain(name.content, in: bytes) {
      let text = StringText(.ia5String, content: name.content, in: bytes)?.text ?? ""
      names.append(
        RequestName(origin: .alternativeName, host: HostName(text), place: Place(name.whole, .alternativeName)))
    }
    return names
  }

  @inline(__always)
  private static func isPlain(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let name = OrdinaryHostName(bytes, in: range) else { return false }
    return !name.isWildcard
  }
}
