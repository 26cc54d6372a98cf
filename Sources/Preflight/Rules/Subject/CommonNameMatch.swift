// SPDX-License-Identifier: Apache-2.0
internal import DomainNames
internal import PKCS10

/// Whether a common name stands among the subject alternative names.
enum CommonNameMatch {
  /// ASCII letters are compared without case, as DNS compares them (RFC 4343); IP addresses by their octets.
  static func isListed(_ attribute: NameAttribute, in request: CertificationRequest) -> Bool {
    let bytes = request.der.span
    for name in request.subjectAlternativeNames
    where name.kind == .dns && matches(attribute.value, name.content, in: bytes) {
      return true
    }
    guard let text = attribute.text(in: bytes)?.text else { return false }
    return request.subjectAlternativeNames.contains { name in
      switch name.kind {
      case .dns: StringText(.ia5String, content: name.content, in: bytes)?.text.lowercased() == text.lowercased()
      case .ip: IPAddress(text).map { $0.octets.elementsEqual(request.der[name.content]) } ?? false
      default: false
      }
    }
  }

  /// Whether two names are equal but for the case of their ASCII letters.
  @inline(__always)
  static func matches(_ left: Range<Int>, _ right: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count {
      let (a, b) = (bytes[left.lowerBound + index], bytes[right.lowerBound + index])
      if a == b { continue }
      let isLetter = (0x61...0x7A).contains(a | 0x20)
      guard isLetter, a | 0x20 == b | 0x20 else { return false }
    }
    return true
  }
}
