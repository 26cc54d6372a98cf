// SPDX-License-Identifier: Apache-2.0

extension CountryCode {
  /// Whether two octets are a code of ISO 3166-1: all that the check costs for a code that is one.
  public static func isAssigned(_ first: UInt8, _ second: UInt8) -> Bool {
    guard (0x41...0x5A).contains(first), (0x41...0x5A).contains(second) else { return false }
    return assigned[Int(first - 0x41) * 26 + Int(second - 0x41)]
  }

  private static let assigned: [Bool] = (0..<676).map { number in
    let letters = [UInt8(0x41 + number / 26), UInt8(0x41 + number % 26)]
    return CountryCode(String(decoding: letters, as: UTF8.self)).isAssigned
  }
}
