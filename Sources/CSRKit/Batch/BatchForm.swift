// SPDX-License-Identifier: Apache-2.0

/// How a stream holds its records.
public enum BatchForm: String, Sendable, CaseIterable {
  /// PEM objects one behind the other, with or without text between them.
  case pem
  /// One request in Base64 a line.
  case base64
  /// One object `{"id":…,"csr":…}` a line.
  case jsonl
  /// A tar archive (POSIX.1-2001 pax, ustar or GNU); each file in it is a record.
  case tar
  /// The whole stream is one record, such as a file in DER.
  case whole

  /// Tells the form from the first bytes of a stream; nil while there are too few of them.
  static func detect(_ bytes: Span<UInt8>, isLast: Bool) -> BatchForm? {
    guard bytes.count >= 2 || isLast else { return nil }
    if bytes.count >= 2, bytes[0] == 0x30, 0x80...0x84 ~= bytes[1] { return .whole }
    var isBase64 = true
    var isBlank = true
    for index in 0..<min(bytes.count, TarScanner.blockSize) {
      let octet = bytes[index]
      if octet == 0 { return .tar }
      if octet == 0x0A, !isBlank { return isBase64 ? .base64 : .pem }
      if octet.isBlank || isBlank && 0xBB...0xEF ~= octet { continue }
      if isBlank, octet == UInt8(ascii: "{") { return .jsonl }
      isBlank = false
      if !octet.isBase64 { isBase64 = false }
    }
    return isLast || bytes.count >= TarScanner.blockSize ? (isBase64 ? .base64 : .pem) : nil
  }
}

extension UInt8 {
  /// A space, tab, carriage return or line feed.
  @inline(__always)
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }

  /// A character of Base64, of its alphabet for URLs, or its padding.
  fileprivate var isBase64: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "="): true
    default: false
    }
  }
}
