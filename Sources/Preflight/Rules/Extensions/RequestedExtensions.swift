// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Examination {
  /// The requested extensions that decoders read, without those of further lists.
  var readExtensions: [RequestedExtension] {
    let unread = request.unreadExtensionLists
    guard !unread.isEmpty else { return request.extensions }
    return request.extensions.filter { requested in
      !unread.contains { $0.range.contains(requested.range.lowerBound) }
    }
  }

  /// The first extension of a type that can be decoded.
  func requested<Value: DecodedValue>(_ oid: KnownOID, as type: Value.Type) -> (value: Value, place: Place)? {
    let bytes = request.der.span
    for requested in readExtensions where requested.oid.known == oid {
      guard let value = try? Value(requested.value, in: bytes) else { continue }
      return (value, Place(requested.range, .extensionRequest))
    }
    return nil
  }

  /// Whether every requested extension has names or is what the CA writes itself: no CA, the key usages of a server
  /// with this key, and only the purpose serverAuth.
  var hasOrdinaryExtensions: Bool {
    let bytes = request.der.span
    for index in request.extensions.indices {
      let requested = request.extensions[index]
      switch requested.oid.known {
      case .subjectAltName, .subjectKeyIdentifier: continue
      case .basicConstraints:
        guard isEqual(requested.value, OrdinaryEncoding.noCA, in: bytes) else { return false }
      case .extKeyUsage:
        guard isEqual(requested.value, OrdinaryEncoding.serverAuth, in: bytes) else { return false }
      case .keyUsage:
        guard hasOrdinaryUsages(requested.value, in: bytes) else { return false }
      default: return false
      }
    }
    return true
  }

  /// Whether a KeyUsage has digitalSignature, or for RSA keyEncipherment, and nothing else.
  private func hasOrdinaryUsages(_ value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard value.count == 4 else { return false }
    let (start, usages) = (value.lowerBound, bytes[value.upperBound - 1])
    guard bytes[start] == 0x03, bytes[start + 1] == 0x02, bytes[start + 2] < 8 else { return false }
    return switch request.publicKey.key {
    case .rsa: usages != 0 && usages & ~0xA0 == 0
    case .ec: usages == 0x80
    default: false
    }
  }

  private func isEqual(_ range: Range<Int>, _ encoding: [UInt8], in bytes: Span<UInt8>) -> Bool {
    guard range.count == encoding.count else { return false }
    for index in encoding.indices where bytes[range.lowerBound + index] != encoding[index] { return false }
    return true
  }
}

/// The values that nearly all requests have.
private enum OrdinaryEncoding {
  /// A BasicConstraints without fields.
  static let noCA: [UInt8] = [0x30, 0x00]
  /// An ExtKeyUsageSyntax with id-kp-serverAuth.
  static let serverAuth: [UInt8] = [0x30, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01]
}
