// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

extension CountryCode {
  /// Whether two octets are a code of ISO 3166-1: all that the check costs for a code that is one.
  public static func isAssigned(_ first: UInt8, _ second: UInt8) -> Bool {
    index(first, second).map { assigned[$0] } ?? false
  }

  private static func index(_ first: UInt8, _ second: UInt8) -> Int? {
    guard (0x41...0x5A).contains(first), (0x41...0x5A).contains(second) else { return nil }
    return Int(first - 0x41) * 26 + Int(second - 0x41)
  }

  /// One flag for each pair of letters; a line of the embedded list starts with its code and a tab.
  private static let assigned: [Bool] = EmbeddedFile.countries.withBytes { bytes in
    var flags = Array(repeating: false, count: 676)
    var start = 0
    for end in 0..<bytes.count where bytes[end] == UInt8(ascii: "\n") {
      if end > start + 2, bytes[start + 2] == UInt8(ascii: "\t"), let index = index(bytes[start], bytes[start + 1]) {
        flags[index] = true
      }
      start = end + 1
    }
    return flags
  }
}
