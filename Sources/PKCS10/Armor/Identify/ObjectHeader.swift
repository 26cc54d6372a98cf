// SPDX-License-Identifier: Apache-2.0

/// The total length of an encoding, from its first bytes.
enum ObjectHeader: Sendable, Hashable {
  /// The number of bytes of header and content; `Int.max` for a length beyond any input.
  case total(Int)
  /// The length is indefinite (X.690 §8.1.3.6).
  case indefinite
  /// Too few bytes.
  case short
  /// Not a SEQUENCE.
  case none

  /// The maximum number of bytes examined.
  static let reach = 10

  /// Reads the header at the first byte of the range.
  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    guard let first = range.first else {
      self = .short
      return
    }
    guard bytes[first] == 0x30 else {
      self = .none
      return
    }
    guard range.count >= 2 else {
      self = .short
      return
    }
    let octet = bytes[first + 1]
    switch octet {
    case 0x00...0x7F:
      self = .total(2 + Int(octet))
    case 0x80:
      self = .indefinite
    case 0x81...0x88:
      let count = Int(octet & 0x7F)
      guard range.count >= 2 + count else {
        self = .short
        return
      }
      var length: UInt64 = 0
      for index in first + 2..<first + 2 + count { length = length << 8 | UInt64(bytes[index]) }
      self = length < UInt64(Int.max - 16) ? .total(2 + count + Int(length)) : .total(Int.max)
    default:
      self = .none
    }
  }

  /// Whether a prefix looks like the start of an object worth decoding: a SEQUENCE whose first element has a type that
  /// requests, certificates and keys start with, and fits into it.
  static func isPlausible(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let total: Int
    switch ObjectHeader(range, in: bytes) {
    case .total(let length): total = length
    case .indefinite: total = Int.max
    case .short, .none: return false
    }
    let octet = bytes[range.lowerBound + 1]
    let header = octet > 0x80 ? 2 + Int(octet & 0x7F) : 2
    let start = range.lowerBound + header
    guard start + 2 <= range.upperBound, total >= 16 else { return false }
    switch bytes[start] {
    case 0x30:
      if case .total(let inner) = ObjectHeader(start..<range.upperBound, in: bytes) { return inner <= total - header }
      return bytes[start + 1] >= 0x80
    case 0x02: return bytes[start + 1] == 1 || total > 64 && bytes[start + 1] > 0x20
    case 0x06: return bytes[start + 1] == 9 && total > 16
    default: return false
    }
  }

  /// Whether a prefix can only be a request: SEQUENCE, SEQUENCE, a version of one octet below 3, SEQUENCE.
  static func isRequestStart(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard isPlausible(range, in: bytes) else { return false }
    var start = range.lowerBound
    for _ in 0..<2 {
      guard start + 2 <= range.upperBound, bytes[start] == 0x30 else { return false }
      let octet = bytes[start + 1]
      start += octet > 0x80 ? 2 + Int(octet & 0x7F) : 2
    }
    guard start + 4 <= range.upperBound else { return false }
    return bytes[start] == 0x02 && bytes[start + 1] == 1 && bytes[start + 2] < 3 && bytes[start + 3] == 0x30
  }
}
