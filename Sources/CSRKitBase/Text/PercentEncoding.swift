// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding (RFC 3986 §2.1), and the form encoding built on it.
package enum PercentEncoding {
  /// How a space is written.
  package enum Space: Sendable {
    /// As `%20`, which is unambiguous for every decoder.
    case percent
    /// As `+`, as in the API's responses.
    case plus
  }

  /// A percent sign without two hexadecimal digits, or a text that is not UTF-8; `offset` is that of the fault.
  package enum Fault: Error {
    case invalidPercent(offset: Int)
    case invalidUTF8(offset: Int)
  }

  /// Encodes all octets except the unreserved characters of RFC 3986 §2.3; `+` is always `%2B`.
  package static func encode(_ text: String, space: Space = .percent, into octets: inout [UInt8]) {
    for octet in text.utf8 {
      if octet.isASCIIAlphanumeric || octet == 0x2D || octet == 0x2E || octet == 0x5F || octet == 0x7E {
        octets.append(octet)
      } else if octet == 0x20, space == .plus {
        octets.append(UInt8(ascii: "+"))
      } else {
        octets.append(UInt8(ascii: "%"))
        Hexadecimal.append(octet, upperCase: true, to: &octets)
      }
    }
  }

  /// Encodes a single string.
  package static func encoded(_ text: String, space: Space = .percent) -> String {
    var octets: [UInt8] = []
    encode(text, space: space, into: &octets)
    return String(decoding: octets, as: UTF8.self)
  }

  /// Decodes a range of the bytes; `space` says whether `+` is a space.
  package static func decode(
    _ range: Range<Int>, in bytes: Span<UInt8>, space: Space = .percent
  ) throws(Fault) -> String {
    var octets: [UInt8] = []
    octets.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "+") where space == .plus: octets.append(0x20)
      case UInt8(ascii: "%"):
        guard let octet = bytes.hexadecimalOctet(at: index + 1, before: range.upperBound) else {
          throw .invalidPercent(offset: index)
        }
        octets.append(octet)
        index += 2
      case let octet: octets.append(octet)
      }
      index += 1
    }
    guard let text = String(validating: octets, as: UTF8.self) else { throw .invalidUTF8(offset: range.lowerBound) }
    return text
  }
}
