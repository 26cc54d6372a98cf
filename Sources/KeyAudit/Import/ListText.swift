// SPDX-License-Identifier: Apache-2.0

/// Reads lists of hashes that are texts: one a line, in hexadecimal or Base64, beside other fields or alone.
///
/// The lists of dwk_blocklists, openssl-blacklist, crt.sh, boulder and pwnedkeys are such texts. Lines that are empty
/// or start with `#` are passed over; so is a first line without a hash, which names the columns.
public enum HashText {
  /// The hashes in order.
  ///
  /// - Parameter length: the octets of a hash.
  public static func read(_ bytes: Span<UInt8>, length: Int) throws(ListError) -> [[UInt8]] {
    var hashes: [[UInt8]] = []
    var position = 0
    var number = 0
    while position < bytes.count {
      var end = position
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      number += 1
      let line = (position..<end).map { bytes[$0] }
      let fields = line.split { isSeparator($0) }
      if let first = fields.first, first.first != UInt8(ascii: "#") {
        if let hash = fields.reversed().lazy.compactMap({ hash(Array($0), length) }).first {
          hashes.append(hash)
        } else if number > 1, Array(first) != Array("blocked:".utf8) {
          throw .line(offset: position, number: number, expected: "a hash of \(2 * length) hexadecimal digits")
        }
      }
      position = end + 1
    }
    return hashes
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    octet <= 0x20 || octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";") || octet == UInt8(ascii: "\"")
      || octet == UInt8(ascii: "'") || octet == UInt8(ascii: "|")
  }

  private static func hash(_ field: [UInt8], _ length: Int) -> [UInt8]? {
    if field.count == 2 * length { return hexadecimal(field) }
    guard length == 32, field.count == 44, let octets = Base64.decode(field), octets.count == 32 else { return nil }
    return octets
  }

  /// The octets of hexadecimal digits, or nil where another character stands or their number is odd.
  public static func hexadecimal(_ digits: [UInt8]) -> [UInt8]? {
    guard digits.count % 2 == 0 else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(digits.count / 2)
    for start in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[start]), let low = value(digits[start + 1]) else { return nil }
      octets.append(high << 4 | low)
    }
    return octets
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - 0x37
    default: nil
    }
  }
}

/// Reads numbers in hexadecimal, one a line, alone or behind `0x` or `Modulus=`; comments and empty lines are passed
/// over.
public struct HexLines {
  /// The number of the line that was read last, counted from 1.
  public private(set) var line = 0
  /// Where that line starts.
  public private(set) var offset = 0
  private static let prefixes = [Array("Modulus=".utf8), Array("0x".utf8)]
  private var position = 0
  private let expected: String

  /// A reader that stands before the first line.
  ///
  /// - Parameter expected: what an error says that a line should hold.
  public init(expecting expected: String) { self.expected = expected }

  /// The bytes of the next number, big-endian, or nil at the end.
  public mutating func next(in text: Span<UInt8>) throws(ListError) -> [UInt8]? {
    while position < text.count {
      line += 1
      offset = position
      var end = position
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      position = end + 1
      var digits = (offset..<end).map { text[$0] }.filter { $0 > 0x20 }
      if digits.isEmpty || digits.first == UInt8(ascii: "#") { continue }
      for prefix in HexLines.prefixes where digits.starts(with: prefix) { digits.removeFirst(prefix.count) }
      if digits.count % 2 == 1 { digits.insert(UInt8(ascii: "0"), at: 0) }
      guard !digits.isEmpty, let octets = HashText.hexadecimal(digits) else { throw fault() }
      return octets
    }
    return nil
  }

  /// The error that the line which was read last does not hold what it should.
  public func fault() -> ListError { .line(offset: offset, number: line, expected: expected) }
}

extension Span<UInt8> {
  /// These bytes as one number: `0x` and lower-case hexadecimal digits, two a byte.
  func hex(_ range: Range<Int>) -> String {
    var digits: [UInt8] = []
    for position in range {
      for nibble in [self[position] >> 4, self[position] & 15] {
        digits.append(nibble < 10 ? nibble + 0x30 : nibble + 0x57)
      }
    }
    return "0x" + String(decoding: digits, as: UTF8.self)
  }
}
